import { assertEquals } from "@std/assert";
import { assertClose } from "downhill/testing";
import {
  bestMistakes,
  decayMistakes,
  geometricMean,
  HILL,
  lossesOf,
  otherLines,
  risesInAll,
  risesInARow,
  stopped,
  trainingMistakes,
  VALLEYS,
  type Walk,
  walk,
} from "./18_overfitting.ts";

/**
 * Three steps on all points. In PyTorch, in float64:
 *
 *     xs = torch.tensor([-1., 0., 1., 2.]); ys = torch.tensor([-1., 1.5, 3., 5.])
 *     line = torch.tensor([-1., 0.5], requires_grad=True); optimizer = …([line], lr=0.1)
 *     for _ in range(3):
 *         loss = F.mse_loss(line[0] * xs + line[1], ys); print(loss.item())
 *         optimizer.zero_grad(); loss.backward(); optimizer.step()
 *     print(line.tolist())
 */
const RUN: Walk = { steps: 3, learningRate: 0.1 };
const POINTS = VALLEYS.training;

const AS_PYTORCH = { relative: 1e-12 };

Deno.test("walk() trains a line as PyTorch does, with either kind of weight decay, and with SGD", () => {
  // torch.optim.AdamW, weight_decay=0.5
  const right = walk(POINTS, { ...RUN, weightDecay: 0.5 });
  assertClose(right[3], [-0.5728066545104188, 0.712999699231502], AS_PYTORCH);
  assertClose(lossesOf(right, POINTS), [15.4375, 13.744375001874147, 12.23223004871874], AS_PYTORCH);
  // torch.optim.Adam, weight_decay=0.5
  const decayed = walk(POINTS, { ...RUN, weightDecay: 0.5, decaysGradient: true });
  assertClose(decayed[3], [-0.700546899929605, 0.7986901364132539], AS_PYTORCH);
  // torch.optim.SGD
  assertClose(walk(POINTS, { ...RUN, isSgd: true })[3], [0.98375, 1.30375], AS_PYTORCH);
});

Deno.test("walk() shrinks slope and height before or after a step, and can leave out a parameter", () => {
  // a weight decay of 0.5 with a learning rate of 0.1 shrinks by 0.05 before each step
  const right = walk(POINTS, { ...RUN, weightDecay: 0.5 });
  const shrunk = walk(POINTS, { ...RUN, shrinks: [0.05, 0.05] });
  right.forEach((line, step) => assertClose(shrunk[step], line, AS_PYTORCH));
  // Adam's first step is as long as the learning rate, and both derivatives of the loss are negative
  assertClose(walk(POINTS, { ...RUN, shrinksAfter: [0.5, 0] })[1], [-0.45, 0.6], { relative: 1e-7 });
  assertClose(walk(POINTS, { ...RUN, isNewInEachStep: true })[3], [-0.7, 0.8], { relative: 1e-7 });
  assertClose(walk(POINTS, { ...RUN, missing: 0 }).map(([slope]) => slope), [-1, -1, -1, -1]);
});

Deno.test("each wrong decay gives losses of its own, different from the right losses", () => {
  const points = otherLines(43).training;
  const run = { steps: 20, learningRate: 0.2, weightDecay: 1 };
  const all = [lossesOf(walk(points, run), points), ...Object.values(decayMistakes(points, run))];
  all.forEach((one, i) =>
    all.slice(0, i).forEach((other) => {
      assertEquals(one.some((loss, k) => Math.abs(loss / other[k] - 1) > 1e-3), true);
    })
  );
});

Deno.test("trainingMistakes() has PyTorch's losses for subtracting a list from a column", () => {
  const mistakes = trainingMistakes(VALLEYS, RUN);
  const [name] = Object.keys(mistakes).filter((name) => name.includes("broadcasts"));
  // torch.optim.AdamW, weight_decay=0, and loss = F.mse_loss((line[0] * xs + line[1])[:, None], ys)
  assertClose(mistakes[name], [10.5625, 9.710000001842925, 8.929730523646738], AS_PYTORCH);
});

Deno.test("each mistake in training gives losses of its own, different from the right losses", () => {
  const parts = otherLines(42);
  const run = { steps: 20, learningRate: 0.2 };
  const all = [lossesOf(walk(parts.training, run), parts.training), ...Object.values(trainingMistakes(parts, run))];
  all.forEach((one, i) =>
    all.slice(0, i).forEach((other) => {
      assertEquals(one.some((loss, k) => Math.abs(loss / other[k] - 1) > 1e-3), true);
    })
  );
});

Deno.test("stopped() counts from the last new best, and nothing else restarts or ends the count", () => {
  const losses = [9, 5, 7, 6, 4, 8, 7, 6, 5, 3];
  assertEquals(stopped(losses, 2), { best: 1, length: 4 });
  assertEquals(stopped(losses, 3), { best: 4, length: 8 });
  assertEquals(stopped(losses, Infinity), { best: 9, length: 10 });
  assertEquals([risesInARow(losses, 1), risesInARow(losses, 2)], [3, 10]);
  assertEquals([risesInAll(losses, 2), risesInAll(losses, 3)], [4, 6]);
});

Deno.test("geometricMean() is the root of the product", () => {
  // torch.tensor([1., 4., 16.]).log().mean().exp()
  assertClose(geometricMean([1, 4, 16]), 4, AS_PYTORCH);
});

Deno.test("bestMistakes() has a different step or a different line for each mistake", () => {
  const { step, theta } = bestMistakes(walk(HILL.training, { steps: 11, learningRate: 1 }));
  assertEquals(Object.values(step).toSorted((a, b) => a - b), [1, 3, 8, 9, 10, 11]);
  assertEquals(new Set(Object.values(theta).map(String)).size, 5);
});
