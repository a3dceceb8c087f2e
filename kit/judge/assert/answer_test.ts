import { AssertionError, assertThrows } from "@std/assert";
import { assertAnswer, assertTrueAnswer } from "./answer.ts";

Deno.test("assertTrueAnswer() refuses an answer that is right only according to the lesson's own code", () => {
  assertTrueAnswer(true, "factorPerStep", "gradientDescent");
  assertThrows(
    () => assertTrueAnswer(false, "factorPerStep", "gradientDescent"),
    AssertionError,
    "factorPerStep agrees with your own gradientDescent, but not with a correct one: first fix gradientDescent.",
  );
});

Deno.test("assertAnswer() says whether a number is too large, but does not reveal the right one", () => {
  const options = { name: "factor", relative: 0.01, how: "measure it", mistakes: { "that is the loss's": 0.96 } };
  assertAnswer(0.9801, 0.98, options);
  const refused = (stated: unknown, message: string) =>
    assertThrows(() => assertAnswer(stated, 0.98, options), AssertionError, message);
  refused(1, "factor is 1, which is too large: measure it.");
  refused(-1, "factor is −1, which is too small: measure it.");
  refused(0.96, "factor is 0.96, which is too small: that is the loss's");
  refused(undefined, "factor is undefined, expected a number");
  refused(NaN, "factor is NaN, expected a finite number");
  assertThrows(() => assertAnswer(1, NaN, options), RangeError);
});

Deno.test("assertAnswer() distinguishes a wrong answer from wrong code", () => {
  const judge = (stated: number, measured: number) =>
    assertAnswer(stated, measured, { name: "n", how: "measure it", own: { code: "walk", isTrue: stated === 2 } });
  judge(2, 2);
  assertThrows(() => judge(2, 3), AssertionError, "n is right, but your own walk leads to a different number");
  assertThrows(() => judge(3, 3), AssertionError, "n agrees with your own walk, but not with a correct one");
  assertThrows(() => judge(1, 2), AssertionError, "n is 1, which is too small: measure it.");
});
