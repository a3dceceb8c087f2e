import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { Failure } from "./failure.ts";
import { requireStepLosses } from "./step_losses.ts";

Deno.test("requireStepLosses() returns one loss for each step", () => {
  assertEquals(requireStepLosses(Float64Array.of(1, 0.5), [1, 0.25], 4), [1, 0.5]);
  assertEquals(requireStepLosses([], [], 4), []);
});

Deno.test("requireStepLosses() says which loss is missing or extra", () => {
  const said = (losses: unknown, right: number[]) => {
    const { message, hasCause } = assertThrows(() => requireStepLosses(losses, right, 4), Failure);
    return { message, hasCause };
  };
  const known = (losses: number[], right: number[], message: string) =>
    assertEquals(said(losses, right), { message, hasCause: true });
  const first = "the first is the loss at the start, before any step.";
  known([4], [], `losses has 1 value, expected 0: ${first}`);
  known([4, 1, 0.25], [1, 0.25], `losses has 3 values, expected 2: ${first}`);
  known([1], [], "losses has 1 value, expected 0: is there one step too many?");
  known([1, 0.25, 0], [1, 0.25], "losses has 3 values, expected 2: is there one step too many?");
  known([1], [1, 0.25], "losses has 1 value, expected 2: is the last step missing?");
  known([0.25], [1, 0.25], "losses has 1 value, expected 2: is the loss of the first step missing?");
  known([0.0625], [1, 0.25, 0.0625], "losses has 1 value, expected 3: is a loss noted only once, after the last step?");
  assertEquals(said([4, 1, 0.5], [1, 0.25]), { message: "losses has 3 values, expected 2.", hasCause: false });
});

Deno.test("requireStepLosses() refuses a value that is not a list of numbers", () => {
  assertThrows(() => requireStepLosses(4, [1], 4), AssertionError, "losses is 4, expected a list of numbers.");
  assertThrows(() => requireStepLosses(undefined, [1], 4), AssertionError, "losses is undefined, expected a list");
  assertThrows(() => requireStepLosses([1, NaN], [1], 4), AssertionError, "losses[1] is NaN");
});
