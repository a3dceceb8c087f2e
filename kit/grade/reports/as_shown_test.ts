import { assert, assertEquals } from "@std/assert";
import { sampleEntries } from "../../testbed/classes/results.ts";
import type { Entry } from "../journal/entry.ts";
import type { GradingRules } from "../../base/grading_rules.ts";
import { asShown, hiddenChecks } from "./as_shown.ts";
import { type ClassResults, classResults } from "./class_results.ts";
import { feedbackPage } from "./html/feedback_page.ts";
import { gradesJunit } from "./junit.ts";

/** The check that is hidden: bo fails it, and one more. */
const HIDDEN = "04-minimum";

/** The sample class, in which one check is hidden. */
function hiddenResults(rules: GradingRules | null = null): ClassResults {
  const hide = <Check extends { id: string }>(checks: Check[]) =>
    checks.map((check) => check.id === HIDDEN ? { ...check, hidden: true as const } : check);
  const entries = sampleEntries().map((entry): Entry => {
    if (entry.type === "class") {
      return { ...entry, lessons: entry.lessons.map((lesson) => ({ ...lesson, checks: hide(lesson.checks) })) };
    }
    return entry.type === "verdict" ? { ...entry, checks: hide(entry.checks) } : entry;
  });
  return classResults([...entries, { type: "rules", rules }]);
}

/** The points of the students in lesson 04, as they see them. */
function shownPoints(results: ClassResults): Record<string, string> {
  return Object.fromEntries(results.students.map((student) => {
    const [{ lessons }] = asShown(student, results);
    return [student.student, `${lessons[1].points}/${lessons[1].maxPoints} ${lessons[1].status}`];
  }));
}

Deno.test("asShown() leaves out the points, the names and the messages of hidden checks", () => {
  const results = hiddenResults();
  assertEquals(hiddenChecks(results), 1);
  const { ada, bo } = shownPoints(results);
  assertEquals(ada, "6/6 pass");
  assert(bo.endsWith("/6 fail"), bo);
  for (const student of results.students) {
    const [shown, ofClass] = asShown(student, results);
    const parts = { pictures: new Map(), goals: new Map(), hiddenChecks: 1 };
    for (const text of [gradesJunit(shown, ofClass), feedbackPage(shown, ofClass, parts)]) {
      assert(!text.includes("reaches the minimum of x²") && !text.includes(HIDDEN), text);
    }
    assertEquals(shown.points, shown.lessons.reduce((sum, { points }) => sum + points, 0));
  }
});

Deno.test("asShown() scales what is shown like the whole lesson", () => {
  const worth = { lessons: { "04_gradient_descent": { worth: 16 } } };
  assertEquals(shownPoints(hiddenResults(worth)).ada, "12/12 pass");
  const dropped = { lessons: { "04_gradient_descent": { dropped: true } } };
  const [ada] = asShown(hiddenResults(dropped).students[0], hiddenResults(dropped));
  assertEquals(ada.maxPoints, ada.lessons[0].maxPoints + ada.lessons[2].maxPoints);
});

Deno.test("asShown() tells neither the time of a hidden check nor the mistake that only it shows", () => {
  const results = hiddenResults();
  const judged = results.students[0].lessons[1];
  const diagnosis = { mutant: "rounds the losses", text: "These are the results of code that rounds the losses." };
  const checks = judged.checks.map((check) =>
    check.hidden
      ? { ...check, status: "timeout" as const, diagnosis, durationMs: 9000 }
      : { ...check, status: "fail" as const, diagnosis: null, durationMs: 20 }
  );
  const lessons = results.students[0].lessons.with(1, { ...judged, checks, diagnosis, seconds: 9.5 });
  const [{ lessons: [, shown] }] = asShown({ ...results.students[0], lessons }, results);
  assertEquals([shown.diagnosis, shown.seconds], [null, 20 * shown.checks.length / 1000]);
});

Deno.test("asShown() changes nothing if no check is hidden", () => {
  const results = classResults(sampleEntries());
  for (const student of results.students) assertEquals(asShown(student, results), [student, results]);
});

Deno.test("asShown() leaves out a hidden check while the lesson is still being judged", () => {
  const results = hiddenResults();
  const [student] = results.students;
  const lessons = student.lessons.map((lesson) => ({ ...lesson, status: "waiting" as const }));
  const [shown] = asShown({ ...student, lessons }, results);
  assertEquals(shown.lessons.map(({ status }) => status), lessons.map(() => "waiting"));
  assertEquals(shown.lessons[1].maxPoints, 6);
  assert(!JSON.stringify(shown).includes(HIDDEN));
});
