import { assertEquals } from "@std/assert";
import type { Check } from "../../judge/run/check.ts";
import { stubOf } from "../stubs/stub.ts";
import { type LessonTexts, textProblems } from "./text_problems.ts";

const ENTRY = { id: "01_a", title: "A", part: "I", device: null, learned: "It works." };
const SOLUTION = `/**
 * # 01 · A
 *
 * Give 1.
 *
 * @module
 */
export function f(): number {
  // #region solution: give 1
  return Math.cos(0) ** 2;
  // #endregion
}
`;
const STUB = stubOf(SOLUTION, "01_a.ts");

const checkOf = (word: string): Check => ({
  ...{ id: `01-${word}`, name: word, points: 1, hints: ["Why?", "How?", "So."] },
  body: () => Promise.resolve(),
});

const RULES = { briefLines: 40, checks: 5, hints: 3, mutants: 5, alternatives: 2 };

/** The problems that are found in the texts of a lesson that is correct except for `changes`. */
function problems(changes: Partial<LessonTexts> = {}): string[] {
  const table = ["a", "b", "c", "d", "e"].map((name) => ({ name, replace: "1", by: "2", refusedBy: `01-${name}` }));
  return textProblems(ENTRY, {
    ...{ solution: SOLUTION, stub: STUB, alternatives: ["a.ts", "b.ts"] },
    ...{ checks: ["a", "b", "c", "d", "e"].map(checkOf), mutants: { lesson: "01_a", table } },
    ...changes,
  }, RULES);
}

Deno.test("textProblems() finds nothing in correct texts", () => {
  assertEquals(problems(), []);
});

Deno.test("textProblems() finds a stub that gives away a line of its solution", () => {
  const stub = STUB.replace("Give 1.", "Give 1:\n *     return Math.cos(0) ** 2;");
  assertEquals(problems({ stub, solution: SOLUTION }), [
    'The stub of 01_a gives away "return Math.cos(0) ** 2;".',
  ]);
});

Deno.test("textProblems() finds a brief with a wrong title, and a brief of more than forty lines", () => {
  const renamed = SOLUTION.replace("· A", "· B");
  const stub = stubOf(renamed, "01_a.ts");
  assertEquals(problems({ solution: renamed, stub }), [
    'The brief of 01_a begins "# 01 · B", expected "# 01 · A".',
  ]);
  const long = SOLUTION.replace(" * Give 1.\n", " * Give 1.\n".repeat(39));
  const longStub = stubOf(long, "01_a.ts");
  assertEquals(problems({ solution: long, stub: longStub }), [
    "The brief of 01_a has 41 lines: 40 at most.",
  ]);
});

Deno.test("textProblems() finds too few checks, hints, mutants and alternatives", () => {
  assertEquals(problems({ checks: ["a", "b", "c", "d"].map(checkOf) }), [
    "tests/01_a_test.ts has 4 of at least 5 checks.",
    'Mutant "e" names check 01-e, which does not exist.',
  ]);
  const checks = ["a", "b", "c", "d", "e"].map(checkOf);
  checks[0].hints = ["So."];
  assertEquals(problems({ checks }), ["Check 01-a has 1 of 3 hints, each of which says more than the one before."]);
  assertEquals(problems({ mutants: { lesson: "02_b", table: [] } }), [
    "tests/mutants/01_a.ts has 0 of at least 5 mutants.",
    "tests/mutants/01_a.ts is about 02_b.",
  ]);
  checks[0] = { ...checkOf("a"), data: "full" };
  assertEquals(problems({ checks }), [
    "Check 01-a needs a full data set, and the lesson has none: name it in syllabus.ts.",
    'Mutant "a" names check 01-a, which is judged only with --full: name one that is always judged.',
  ]);
  assertEquals(problems({ alternatives: ["a.ts"] }), ["tests/alternatives/01_a/ has 1 of at least 2 modules."]);
});

Deno.test("textProblems() finds a check that needs a full data set in a lesson that has none", () => {
  const checks = ["a", "b", "c", "d", "e", "f"].map(checkOf);
  checks[5].data = "full";
  assertEquals(problems({ checks }), [
    "Check 01-f needs a full data set, and the lesson has none: name it in syllabus.ts.",
  ]);
});

Deno.test("textProblems() finds mutants whose names are the same, or do not fit into a question to a learner", () => {
  const names = ["climbs", "climbs", "Stops", "d", "e"];
  const table = names.map((name, i) => ({ name, replace: "1", by: "2", refusedBy: `01-${"abcde"[i]}` }));
  assertEquals(problems({ mutants: { lesson: "01_a", table } }), [
    'Two mutants of 01_a are called "climbs".',
    'The name of the mutant "Stops" of 01_a does not fit into "code that … : does your code do that?".',
  ]);
});

Deno.test("textProblems() finds a check whose name does not fit on the screen", () => {
  const named = (
    length: number,
  ) => [{ ...checkOf("a"), name: "x".repeat(length) }, ...["b", "c", "d", "e"].map(checkOf)];
  assertEquals(problems({ checks: named(64) }), []);
  assertEquals(problems({ checks: named(65) }), ["The name of check 01-a has 65 characters: 64 fit on the screen."]);
});
