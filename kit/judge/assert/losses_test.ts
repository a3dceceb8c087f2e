import { assertEquals, AssertionError, assertStringIncludes, assertThrows } from "@std/assert";
import { assertLossBelow, assertNeverRises } from "./losses.ts";
import { requireNumbers } from "./numbers.ts";

Deno.test("assertNeverRises() accepts losses that fall or stay the same", () => {
  assertNeverRises([4, 1, 1, 0.5]);
  assertNeverRises(new Float32Array([4, 1]), { length: 2 });
  assertNeverRises([], { length: 0 });
});

Deno.test("assertNeverRises() names the first place where the losses rise, and says why that is wrong", () => {
  const rising = () => assertNeverRises([4, 1, 2, 3], { why: "a step that raises f is not kept" });
  assertThrows(
    rising,
    AssertionError,
    "losses[2] is 2, more than the 1 before it: a step that raises f is not kept.\nloss █",
  );
});

Deno.test("assertNeverRises() refuses an empty list, and losses that are missing or NaN", () => {
  assertThrows(
    () => assertNeverRises([]),
    AssertionError,
    "losses is an empty list, expected one value for each step.",
  );
  assertThrows(() => assertNeverRises([], { length: 3 }), AssertionError, "losses has 0 values, expected 3.");
  assertThrows(() => assertNeverRises(undefined), AssertionError, "losses is undefined, expected a list");
  assertThrows(() => assertNeverRises([1, NaN]), AssertionError, "losses[1] is NaN and losses[0] was 1");
});

Deno.test("assertLossBelow() checks the last loss", () => {
  assertLossBelow([4, 1, 0.5], 0.6);
  const high = () => assertLossBelow([0.1, 0.6], 0.6, { why: "1,000 steps suffice" });
  assertThrows(high, AssertionError, "value of losses is 0.6, expected less than 0.6: 1,000 steps suffice.\nloss ");
});

Deno.test("assertLossBelow() refuses an empty list, and losses that are missing or NaN", () => {
  assertThrows(() => assertLossBelow([], 1), AssertionError, "losses is an empty list");
  assertThrows(() => assertLossBelow([NaN], 1), AssertionError, "losses[0] is NaN");
  assertThrows(
    () => assertLossBelow([0], 1, { length: 2, name: "errors" }),
    AssertionError,
    "errors has 1 value, expected 2",
  );
});

Deno.test("assertLossBelow() and assertNeverRises() refuse an impossible loss", () => {
  assertLossBelow([4, 0], 1, { least: 0 });
  const message = "losses[1] is −1, and no loss here can be below 0: is it f(x)?";
  assertThrows(() => assertLossBelow([4, -1], 1, { least: 0 }), AssertionError, message);
  assertThrows(() => assertNeverRises([4, -1], { least: 0 }), AssertionError, message);
});

Deno.test("a message mentions steps only for a list that is called losses", () => {
  const said = (value: number[], name: string) =>
    assertThrows(() => requireNumbers(value, name, 1), AssertionError).message;
  assertEquals(
    said([4, 1], "losses"),
    "losses has 2 values, expected 1: is the value before the first step included? Or is there one step too many?",
  );
  assertEquals(said([4, 1], "biases"), "biases has 2 values, expected 1.");
  assertStringIncludes(said([NaN], "trainingLosses"), "do the steps overshoot");
  assertStringIncludes(said([NaN], "b1 after a step"), "b1[0] after a step is NaN, expected a finite number");
});
