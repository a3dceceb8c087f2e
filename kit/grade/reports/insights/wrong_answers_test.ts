import { assertEquals } from "@std/assert";
import { type Answer, mistake, type Wrong, wrongClass } from "../../../testbed/classes/wrong_class.ts";
import { type HandedIn, wrongAnswers } from "./wrong_answers.ts";

/** The students of each group. */
function groupsOf(students: Record<string, Answer>, order = (all: HandedIn[]) => all): string[][] {
  const results = wrongClass(students);
  const handedIn = results.students.map(({ lessons }, student) => ({ student, result: lessons[0] }));
  return wrongAnswers(order(handedIn)).map(({ by }) => by.map(({ student }) => results.students[student].student));
}

const minimum = (wrong: Wrong): Answer => ({ checks: { "04-minimum": wrong } });
const sorted = (groups: string[][]) => groups.map((group) => group.toSorted());

Deno.test("wrongAnswers() groups equal numbers, whatever the message and the rounding is", () => {
  const groups = groupsOf({
    ada: minimum({ numbers: [0.5, NaN, 2], message: "a" }),
    bo: minimum({ numbers: [0.50001, NaN, 2], message: "b" }),
    cy: minimum({ numbers: [0.501, NaN, 2], message: "a" }),
    dan: minimum({ numbers: [0.5, 0, 2], message: "a" }),
  });
  assertEquals(sorted(groups)[0], ["ada", "bo"]);
  assertEquals(groups.map(({ length }) => length), [2, 1, 1]);
});

Deno.test("wrongAnswers() groups answers only if they fail the same checks", () => {
  const both = { "04-minimum": { numbers: [0.5] }, "04-losses": { numbers: [0.5] } };
  const untouched = { "04-minimum": { numbers: [0.5] }, "04-diverges": { status: "todo" as const } };
  assertEquals(
    sorted(groupsOf({ ada: minimum({ numbers: [0.5] }), bo: { checks: both }, cy: { checks: untouched } })),
    [["ada", "cy"], ["bo"]],
  );
});

Deno.test("wrongAnswers() groups errors by their messages, without the numbers in them", () => {
  const error = (message: string, status: "error" | "crash" = "error") => minimum({ status, message });
  assertEquals(
    sorted(groupsOf({
      ada: error('Cannot read properties of undefined (reading "x") at 12'),
      bo: error('Cannot read properties of undefined (reading "x") at −1.5e-7'),
      cy: error('Cannot read properties of undefined (reading "y") at 12'),
      dan: error('Cannot read properties of undefined (reading "x") at 12', "crash"),
    }))[0],
    ["ada", "bo"],
  );
});

Deno.test("wrongAnswers() compares the messages of answers without evidence", () => {
  const groups = groupsOf({
    ada: minimum({ message: "x is 1." }),
    bo: minimum({ message: "x is 1." }),
    cy: minimum({ message: "x is 2." }),
    dan: minimum({ message: "x is 2.", numbers: [2] }),
  });
  assertEquals(sorted(groups).toSorted(), [["ada", "bo"], ["cy", "dan"]]);
});

Deno.test("wrongAnswers() leaves out known mistakes, right answers, untouched parts and broken checks", () => {
  const groups = groupsOf({
    ada: { checks: { "04-minimum": { diagnosis: mistake("climbs") } }, diagnosis: mistake("climbs") },
    bo: { checks: {} },
    cy: minimum({ status: "todo" }),
    dan: minimum({ status: "error", fault: "course" }),
    eve: minimum({ status: "skipped" }),
  });
  assertEquals(groups, []);
});

Deno.test("wrongAnswers() compares only the checks that a known mistake does not explain", () => {
  const groups = groupsOf({
    ada: { checks: { "04-minimum": { diagnosis: mistake("climbs") }, "04-diverges": { numbers: [3] } } },
    bo: { checks: { "04-diverges": { numbers: [3] } } },
    // each check alone looks like a known mistake, but all together do not
    cy: { checks: { "04-minimum": { diagnosis: mistake("climbs"), numbers: [3] } } },
  });
  assertEquals(sorted(groups), [["ada", "bo"], ["cy"]]);
});

Deno.test("wrongAnswers() counts students, not files, and does not depend on their order", () => {
  const students = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`s${i}`, { ...minimum({ numbers: [i % 7] }), text: `file ${i % 14}` }]),
  );
  const groups = groupsOf(students);
  assertEquals(groups.map(({ length }) => length), [6, 6, 6, 6, 6, 5, 5]);
  assertEquals(sorted(groupsOf(students, (all) => all.toReversed())), sorted(groups));
});
