import { AssertionError, assertThrows } from "@std/assert";
import { assertTrueAnswer } from "./answer.ts";

Deno.test("assertTrueAnswer() refuses an answer that only the lesson's own code makes true", () => {
  assertTrueAnswer(true, "factorPerStep", "gradientDescent");
  assertThrows(
    () => assertTrueAnswer(false, "factorPerStep", "gradientDescent"),
    AssertionError,
    "factorPerStep agrees with your own gradientDescent, but not with what a right one does: first fix gradientDescent.",
  );
});
