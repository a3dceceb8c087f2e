import { assertEquals, assertThrows } from "@std/assert";
import type { GradingRules } from "../../base/grading_rules.ts";
import { sampleEntries, sampleResults } from "../../testbed/classes/results.ts";
import { UsageError } from "../../base/usage_error.ts";
import type { ClassEntry, Entry, StudentEntry, VerdictEntry } from "../journal/entry.ts";
import { classResults, readClassResults } from "./class_results.ts";

const CLASS: ClassEntry = {
  ...{ type: "class", version: 1, course: "Course", isAnew: true, seed: 1, device: "auto" },
  lessons: [{ id: "01_a", title: "A", fingerprint: "f", checks: [check("01-x", 2), check("01-y", 3)] }],
};

function check(id: string, points: number) {
  return { id, name: id, points };
}

function student(student: string, sha256?: string): StudentEntry {
  const files = sha256 === undefined ? [] : [{ lesson: "01_a", sha256, path: "a.ts", submittedAt: null, isLate: null }];
  return { type: "student", student, name: student, email: null, files, ignored: [], refused: [] };
}

function verdict(sha256: string, points: number, others: Partial<VerdictEntry> = {}): VerdictEntry {
  return {
    ...{ type: "verdict", lesson: "01_a", sha256, device: { backend: "cpu", adapter: null }, walls: 2, points },
    ...{ maxPoints: 5, checks: [{ status: "pass" }] as VerdictEntry["checks"], diagnosis: null, seconds: 1 },
    gradedAt: "2026-12-03T12:00:00Z",
    ...others,
  };
}

function notGraded(sha256: string): Entry {
  return { type: "not graded", lesson: "01_a", sha256, message: "No machine.", gradedAt: "2026-12-03T12:00:00Z" };
}

/** The state and the points of each student's lesson: "ada pass 5/5". */
function lines(...entries: Entry[]): string[] {
  return classResults(entries).students.map(({ student, lessons: [{ status, points, maxPoints }] }) =>
    `${student} ${status} ${points}/${maxPoints}`
  );
}

Deno.test("classResults() gives a missing lesson 0 of the points of all checks", () => {
  assertEquals(lines(CLASS, student("ada")), ["ada missing 0/5"]);
});

Deno.test("classResults() gives both students the verdict on a file that both handed in", () => {
  assertEquals(lines(CLASS, student("ada", "f"), verdict("f", 5), student("bo", "f")), ["ada pass 5/5", "bo pass 5/5"]);
});

Deno.test("classResults() takes the maximum from the verdict, because skipped checks count neither way", () => {
  assertEquals(lines(CLASS, student("ada", "f"), verdict("f", 2, { maxPoints: 2 })), ["ada pass 2/2"]);
});

Deno.test("classResults() knows files that wait, and files that could not be graded", () => {
  const results = classResults([CLASS, student("ada", "f"), student("bo", "f"), student("cy", "g"), notGraded("g")]);
  assertEquals(results.students.map(({ lessons: [{ status, message }] }) => [status, message]), [
    ["waiting", ""],
    ["waiting", ""],
    ["not graded", "No machine."],
  ]);
  assertEquals([results.waiting, results.walls], [1, null]);
});

Deno.test("classResults() prefers a verdict to a note that the file could not be graded", () => {
  assertEquals(lines(CLASS, student("ada", "f"), notGraded("f"), verdict("f", 5)), ["ada pass 5/5"]);
  assertEquals(lines(CLASS, student("ada", "f"), verdict("f", 5), notGraded("f")), ["ada pass 5/5"]);
});

Deno.test("classResults() counts no verdict before the last class line that begins anew, but students", () => {
  const before = [CLASS, student("ada", "f"), verdict("f", 5), student("bo", "g"), notGraded("g")];
  assertEquals(lines(...before, CLASS), ["ada waiting 0/5", "bo waiting 0/5"]);
  const [picture] = sampleEntries().filter(({ type }) => type === "picture");
  const entries: Entry[] = [CLASS, student("ada", "f"), { ...picture, lesson: "01_a", sha256: "f" } as Entry, CLASS];
  assertEquals(classResults([...entries, verdict("f", 5)]).students[0].lessons[0].picture, null);
});

Deno.test("classResults() keeps the verdicts before a class line that only adds lessons", () => {
  const more: ClassEntry = { ...CLASS, isAnew: false };
  assertEquals(lines(CLASS, student("ada", "f"), verdict("f", 5), more), ["ada pass 5/5"]);
});

Deno.test("classResults() takes the last line about a student", () => {
  const entries = [CLASS, student("ada", "f"), verdict("f", 5), student("ada", "g")];
  assertEquals(lines(...entries), ["ada waiting 0/5"]);
  assertEquals(lines(...entries, student("ada", "f")), ["ada pass 5/5"]);
  assertEquals(lines(...entries, { type: "gone", student: "ada" }), []);
  assertEquals(lines(...entries, { type: "gone", student: "ada" }, student("ada")), ["ada missing 0/5"]);
});

Deno.test("classResults() lists the students whose submissions are no longer there", () => {
  const gone = (student: string): Entry => ({ type: "gone", student });
  assertEquals(classResults([CLASS, student("bo"), gone("bo"), gone("ada"), gone("cy"), student("cy")]).gone, [
    "ada",
    "bo",
  ]);
});

Deno.test("classResults() takes the lessons and their order from the last class line", () => {
  const other = { ...CLASS, lessons: [{ id: "02_b", title: "B", fingerprint: "f", checks: [check("02-x", 1)] }] };
  assertEquals(lines(CLASS, student("ada", "f"), other, verdict("f", 5)), ["ada missing 0/1"]);
});

Deno.test("classResults() sorts students by the code units of their identifiers", () => {
  const names = ["ä", "b", "B", "10", "9", "__proto__"];
  const sorted = ["10", "9", "B", "__proto__", "b", "ä"];
  assertEquals(
    classResults([CLASS, ...names.map((name) => student(name))]).students.map((each) => each.student),
    sorted,
  );
});

Deno.test("classResults() gives no pass to a verdict without checks", () => {
  assertEquals(lines(CLASS, student("ada", "f"), verdict("f", 0, { checks: [], maxPoints: 0 })), ["ada skipped 0/0"]);
});

Deno.test("classResults() takes the smallest number of walls of the verdicts that count", () => {
  const walls = (...entries: Entry[]) => classResults([CLASS, student("ada", "f"), ...entries]).walls;
  assertEquals(walls(verdict("f", 5)), 2);
  assertEquals(walls(verdict("f", 5), student("bo", "g"), verdict("g", 5, { walls: 1 })), 1);
  assertEquals(walls(verdict("f", 5), verdict("g", 5, { walls: 1 })), 2); // nobody has g
});

Deno.test("classResults() refuses a journal that does not say how the class is graded", () => {
  assertThrows(() => classResults([student("ada")]), UsageError, 'no line of the type "class"');
});

Deno.test("classResults() finds every status in the sample class", () => {
  const found = sampleResults().students.map(({ student, lessons, points, maxPoints }) =>
    `${student.slice(0, 6)} ${
      lessons.map(({ status, points }) => `${status} ${points}`).join(", ")
    }: ${points}/${maxPoints}`
  );
  assertEquals(found, [
    "=HYPER fail 2, error 7, not graded 0: 9/18",
    "Céline error 2, timeout 6, memory 5: 13/18",
    "ada pass 3, pass 8, pass 5: 16/16",
    "bo todo 0, fail 1, missing 0: 1/18",
    "dan load 0, crash 7, skipped 0: 7/11",
    "fox pass 3, waiting 0, missing 0: 3/18",
    "gil missing 0, missing 0, missing 0: 0/18",
  ]);
});

Deno.test("readClassResults() returns the same for lines that come one after the other", async () => {
  assertEquals(await readClassResults(ReadableStream.from(sampleEntries())), sampleResults());
});

const BEST: Entry = { type: "rules", rules: { counts: "best" } };

Deno.test("classResults() counts the best of all submissions if the rules say so, and otherwise the last", () => {
  const handedIn = [CLASS, student("ada", "f"), student("ada", "g"), verdict("f", 5), verdict("g", 2)];
  assertEquals(lines(...handedIn), ["ada pass 2/5"]);
  assertEquals(lines(...handedIn, BEST), ["ada pass 5/5"]);
  assertEquals(lines(...handedIn, BEST, { type: "rules", rules: null }), ["ada pass 2/5"]);
  // earlier files of the same download count as well, but nothing from before a student was gone
  const { files } = student("ada", "f");
  assertEquals(lines(...handedIn, { ...student("bo", "g"), earlier: files }, BEST)[1], "bo pass 5/5");
  assertEquals(lines(...handedIn, { type: "gone", student: "ada" }, student("ada", "g"), BEST), ["ada pass 2/5"]);
});

Deno.test("classResults() takes the newest of equally good submissions, and waits for those that are not judged", () => {
  const entries = [CLASS, student("ada", "f"), student("ada", "g"), verdict("f", 3), verdict("g", 3), BEST];
  const { students: [{ lessons: [{ sha256 }] }], waiting } = classResults(entries);
  assertEquals([sha256, waiting], ["g", 0]);
  const open = classResults([...entries, student("ada", "h")]);
  assertEquals([open.students[0].lessons[0].sha256, open.waiting], ["g", 1]);
});

Deno.test("classResults() takes the late penalty off before it looks for the best submission", () => {
  const late = { ...student("ada", "g"), files: [{ ...student("ada", "g").files[0], isLate: true }] };
  const rules = { counts: "best", late: { perDay: 0.5 } } as const;
  const entries = [
    CLASS,
    student("ada", "f"),
    late,
    verdict("f", 3),
    verdict("g", 5),
    { type: "rules", rules } as Entry,
  ];
  assertEquals(lines(...entries), ["ada pass 3/5"]);
  assertEquals(lines(...entries, { type: "rules", rules: { counts: "last", late: { perDay: 0.5 } } }), [
    "ada pass 2.5/5",
  ]);
});

Deno.test("classResults() gives a time without a zone the zone of the rules, because due dates have one", () => {
  const at = (submittedAt: string, rules: GradingRules | null) => {
    const files = [{ ...student("ada", "f").files[0], submittedAt }];
    const entries: Entry[] = [CLASS, { ...student("ada", "f"), files }, verdict("f", 3), { type: "rules", rules }];
    return classResults(entries).students[0].lessons[0].submittedAt;
  };
  const berlin = { timeZone: "Europe/Berlin" };
  assertEquals(at("2026-10-12T23:59:00", berlin), "2026-10-12T21:59:00.000Z");
  assertEquals(at("2026-10-12T23:59:00+05:00", berlin), "2026-10-12T23:59:00+05:00");
  assertEquals(at("2026-10-12T23:59:00", {}), "2026-10-12T23:59:00.000Z");
  assertEquals(at("2026-10-12T23:59:00", null), "2026-10-12T23:59:00");
  assertEquals(at("yesterday", berlin), "yesterday");
});
