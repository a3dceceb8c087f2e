import { assertEquals, assertThrows } from "@std/assert";
import { assertClose, noisyCubic } from "downhill/testing";
import { expectedLosses, mistakenLosses, requireLosses, stepsProblem } from "./13_mlp_training.ts";

const points = noisyCubic();
const options = { steps: 12, learningRate: 0.01, seed: 7 };

Deno.test("expectedLosses() returns PyTorch's losses", () => {
  // torch.optim.Adam(parameters, lr=0.01), the mean squared error over the 80 points, from the weights of seed 7
  const losses = expectedLosses(points, options);
  assertClose([losses[0], losses[1], losses[10]], [133.47598266601562, 130.2388153076172, 98.48112487792969], {
    relative: 1e-6, // PyTorch computed in float32
  });
});

Deno.test("mistakenLosses() returns losses that differ from each other and from the right losses", () => {
  const all = [expectedLosses(points, options), ...Object.values(mistakenLosses(points, options))];
  // a check compares these three steps with a tolerance of a thousandth
  const isDifferent = (losses: number[], others: number[]) =>
    [0, 1, 10].some((step) => Math.abs(losses[step] / others[step] - 1) > 1e-3);
  all.forEach((losses, i) => all.slice(0, i).forEach((others) => assertEquals(isDifferent(losses, others), true)));
});

Deno.test("requireLosses() says why there are too many or too few losses", () => {
  assertEquals(requireLosses([3, 2], "losses", 2), [3, 2]);
  const refused = (losses: number[], steps: number, message: string) =>
    assertThrows(() => requireLosses(losses, "losses", steps), Error, message);
  refused([[3]] as never, 1, "losses is a list of lists, expected numbers");
  refused([3, 2, 1], 2, "losses has 3 values, expected 2: note the loss before each step, and not after the last.");
  refused([3], 2, "is the first or the last step missing?");
  refused([3, 2], 20, "losses has 2 values, expected 20: keep the loss of every step");
  refused([3], 0, "losses has 1 value, expected 0: does train use a different number");
  refused([3], 15, "losses has 1 value, expected 15, one for each step.");
});

Deno.test("stepsProblem() names the mistake that leads to the reported steps", () => {
  assertEquals(stepsProblem([10, 20, 30]), "the first step is missing");
  assertEquals(stepsProblem([0, 10, 20, 31]), undefined);
});
