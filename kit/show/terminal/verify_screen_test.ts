import { assertEquals } from "@std/assert";
import { styleWith } from "./style.ts";
import { verifyLines } from "./verify_screen.ts";

const LESSON = {
  lesson: "04_gradient_descent",
  checks: 5,
  mutants: 7,
  alternatives: 2,
  seconds: 3.21,
  todos: [],
  problems: [],
};

Deno.test("verifyLines() has a line for each lesson, and a last line that says if there are no problems", () => {
  assertEquals(
    verifyLines({ lessons: [LESSON], remembered: [], problems: [] }, styleWith(false)).join("\n"),
    `
    lesson                              checks  mutants  alternatives  seconds
  ✓ 04_gradient_descent                      5        7             2      3.2
  No problems.`.slice(1),
  );
});

Deno.test("verifyLines() puts problems below their lesson, and counts them", () => {
  const lines = verifyLines(
    { lessons: [{ ...LESSON, problems: ["Too few hints."] }], remembered: [], problems: [] },
    styleWith(false),
  );
  assertEquals(lines.slice(1), [
    "  ✗ 04_gradient_descent                      5        7             2      3.2",
    "      Too few hints.",
    "  1 problem.",
  ]);
  assertEquals(verifyLines({ lessons: [], remembered: [], problems: ["One.", "Two."] }, styleWith(false)), [
    "  One.",
    "  Two.",
    "  2 problems.",
  ]);
});

Deno.test("verifyLines() lists places that are marked TODO, but does not count them as problems", () => {
  const lessons = [{ ...LESSON, todos: ["solutions/04_gradient_descent.ts:4 say why"] }];
  assertEquals(verifyLines({ lessons, remembered: [], problems: [] }, styleWith(false)).slice(2), [
    "      TODO solutions/04_gradient_descent.ts:4 say why",
    "  No problems.",
  ]);
});

Deno.test("verifyLines() says in one line how many lessons were skipped", () => {
  const lines = (remembered: string[]) =>
    verifyLines({ lessons: [], remembered, problems: [] }, styleWith(false)).join("\n");
  assertEquals(
    lines(["04_gradient_descent", "05_autodiff"]),
    `
  2 lessons have not changed since they last passed; --all tests them again.
  No problems.`.slice(1),
  );
  assertEquals(
    lines(["04_gradient_descent"]).split("\n")[0],
    "  1 lesson has not changed since it last passed; --all tests it again.",
  );
});
