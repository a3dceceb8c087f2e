import { assertEquals } from "@std/assert";
import { styleWith } from "./style.ts";
import { verifyLines } from "./verify_screen.ts";

const LESSON = { lesson: "04_gradient_descent", checks: 5, mutants: 7, alternatives: 2, seconds: 3.21, problems: [] };

Deno.test("verifyLines() is a line for each lesson, and a last one that says that all is well", () => {
  assertEquals(
    verifyLines({ lessons: [LESSON], problems: [] }, styleWith(false)).join("\n"),
    `
    lesson                              checks  mutants  alternatives  seconds
  ✓ 04_gradient_descent                      5        7             2      3.2
  All is well.`.slice(1),
  );
});

Deno.test("verifyLines() puts what is wrong below its lesson, and counts it", () => {
  const lines = verifyLines({ lessons: [{ ...LESSON, problems: ["Too few hints."] }], problems: [] }, styleWith(false));
  assertEquals(lines.slice(1), [
    "  ✗ 04_gradient_descent                      5        7             2      3.2",
    "      Too few hints.",
    "  1 problem.",
  ]);
  assertEquals(verifyLines({ lessons: [], problems: ["One.", "Two."] }, styleWith(false)).slice(1), [
    "  One.",
    "  Two.",
    "  2 problems.",
  ]);
});
