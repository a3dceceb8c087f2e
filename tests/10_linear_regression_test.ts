/**
 * The checks of lesson 10. The expected numbers are PyTorch's for the same 80 points, in float32. The tolerance of 1e-4
 * is for every device; on the cpu, three right answers are within 1.2e-7 of PyTorch's losses and have exactly its θ.
 * The first losses change by 10 % in each step.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  check,
  cubic,
  describe,
  fail,
  isList,
  noisyCubic,
  open,
  picked,
  type Points,
  requireChoice,
  requireNumbers,
  requireTensor,
} from "downhill/testing";
import { broadcastLineLoss, type Line, lineAt, lineLoss, trainLine } from "./oracles/line.ts";
import { mean } from "./oracles/lists.ts";
import { sgd } from "./oracles/optimizers.ts";

const lesson = open<typeof import("../solutions/10_linear_regression.ts")>("10_linear_regression");

/** θ₀, the height at 0, and θ₁, the slope. */
type Theta = readonly number[];

const points = noisyCubic();

check("computes the line for many x at once", {
  id: "10-line",
  points: 1,
  hints: [
    "What is f_θ(0)? Which of the two parameters is that?",
    "θ₁ is the slope, which multiplies x; θ₀ is added to all. Operations on tensors: x.mul(…).add(…).",
    "const [height, slope] = theta.unstack(); return x.mul(slope).add(height);",
  ],
}, async () => {
  const theta = [2, -3];
  const xs = [0, 1, -1.5, 4];
  const { column, list } = await lesson.evaluate(
    async ({ line }, xs, theta) => {
      const tf = await import("@tensorflow/tfjs");
      const parameters = tf.tensor1d(theta);
      const [column, list] = [tf.tensor2d(xs, [xs.length, 1]), tf.tensor1d(xs)];
      return { column: line(column, parameters), list: line(list, parameters) };
    },
    xs,
    theta,
  );
  const why = "θ₁x + θ₀ at x = 0, 1, −1.5, 4 with θ = (2, −3)";
  const mistakes = {
    "θ₀ and θ₁ are swapped: θ₁ is the slope": xs.map((x) => lineAt(x, [2, -3])),
    "θ₀ is missing": xs.map((x) => -3 * x),
  };
  for (const [tensor, shape] of [[column, [4, 1]], [list, [4]]] as const) {
    const values = requireTensor(tensor, {
      name: "line(x, theta)",
      shape,
      why: shapeHint(tensor, "keep the shape of x"),
    });
    assertClose(values, xs.map((x) => lineAt(x, lineOf(theta))), { name: "f", relative: 1e-6, why, mistakes });
  }
});

/** From PyTorch 2: 1,000 steps of SGD from (1, 1) with a learning rate of 0.01; losses[i] is the loss after i steps. */
const pytorch = { first: 84.60890197753906, after10: 32.413818359375, after100: 4.618257999420166 };
const pytorchEnd = { theta: [5.464780330657959, 4.7577948570251465], loss: 4.317358016967773 };

const TOLERANCE = 1e-4;

check("averages the squared errors", {
  id: "10-loss",
  points: 2,
  hints: [
    "How far is each y from the line? What must happen before the average, so that + and − do not cancel?",
    "Subtract two columns of the same shape, square, and take the mean. Print the shapes on the way.",
    "return y.sub(line(x, theta)).square().mean().asScalar();",
  ],
}, async () => {
  const thetas = [[1, 1], [6, -2]];
  const results = await lesson.evaluate(
    async ({ loss }, { xs, ys }, thetas) => {
      const tf = await import("@tensorflow/tfjs");
      const [x, y] = [tf.tensor2d(xs, [xs.length, 1]), tf.tensor2d(ys, [ys.length, 1])];
      return thetas.map((theta) => loss(tf.tensor1d(theta), x, y));
    },
    points,
    thetas,
  );
  thetas.forEach((theta, i) => {
    const name = `the loss at θ = (${theta.join(", ").replace("-", "−")})`;
    const hint = shapeHint(results?.[i], "take the mean over all points, which is a scalar");
    const [value] = requireTensor(results?.[i], { name, shape: [], why: hint });
    assertClose(value, i === 0 ? pytorch.first : lossOf(theta, points), {
      name,
      relative: TOLERANCE,
      ...(i === 0 && { why: "PyTorch's" }),
      mistakes: wrongLosses(theta, points),
    });
  });
});

/**
 * With an await in each step, a GPU in software takes 15 ms for one: 1,000 steps in one question would take longer than
 * its 5 s. So there are ten questions, and each continues where the last one ended.
 */
const PART = 100;
const PARTS = 10;

check("finds the same line as PyTorch", {
  id: "10-theta",
  points: 2,
  hints: [
    "Print the first loss: is it 84.609? If it is, does θ move at every step?",
    "θ is the only variable. The optimizer computes the loss of the 80 points at every step, and changes θ.",
    "optimizer.minimize(() => loss(theta, x, y), true, [theta]), with x and y as tf.tensor2d(…, [n, 1]).",
  ],
}, async () => {
  const { theta } = await allParts();
  const afterPart = descend(points, PART, 0.01, [1, 1]);
  assertClose(theta, pytorchEnd.theta, {
    name: "theta",
    relative: TOLERANCE,
    why: "PyTorch's, after 1,000 steps from (1, 1) with a learning rate of 0.01",
    mistakes: {
      "that is where it began: does the optimizer change your variable?": [1, 1],
      [`that is where ${PART} steps from (1, 1) lead: begin at the start that comes in`]: afterPart,
    },
  });
});

check("keeps the loss of each step, down to 4.3174", {
  id: "10-losses",
  points: 2,
  hints: [
    "How many losses are there after 1,000 steps, and is the first that of θ = (1, 1)?",
    "With true as its second argument, optimizer.minimize returns the loss from before its step.",
    "scalars.push(optimizer.minimize(…, true, [theta])!) in each step; after the last one, scalar.data() of each.",
  ],
}, async () => {
  const { losses } = await allParts();
  const places = [0, 10, 100, 999];
  const shifted = places.map((place) => lossOf(descend(points, place + 1, 0.01, [1, 1]), points));
  assertClose(
    places.map((place) => losses[place]),
    [pytorch.first, pytorch.after10, pytorch.after100, pytorchEnd.loss],
    {
      name: picked("losses", places),
      relative: TOLERANCE,
      why: "PyTorch's",
      mistakes: { "that is the loss after each step: note what the optimizer returns": shifted },
    },
  );
});

check("uses the points and the options of the call", {
  id: "10-options",
  points: 2,
  hints: [
    "Does anything in your function know that there are 80 points, or that θ begins at (1, 1)?",
    "All of it comes in as a parameter; the shape of the columns follows from xs.length.",
    "tf.tensor2d(xs, [xs.length, 1]), tf.variable(tf.tensor1d(start)), tf.train.sgd(learningRate), step < steps",
  ],
}, async ({ seed }) => {
  const data = noisyCubic({ seed, count: 7 });
  const start: [number, number] = [-2, 3];
  const { some, none } = await lesson.evaluate(
    async ({ fit }, data, start) => ({
      some: await fit(data, { steps: 4, learningRate: 0.05, start: [start[0], start[1]] }),
      none: await fit(data, { steps: 0, start: [start[0], start[1]] }),
    }),
    data,
    start,
  );
  const name = "theta of 7 other points after 4 steps of 0.05 from (−2, 3)";
  assertClose(some?.theta, descend(data, 4, 0.05, start), {
    name,
    absolute: 1e-4, // with 300 seeds, float32 was off by 6e-7 at most, and these mistakes by 0.1 or more
    mistakes: {
      "that is a learning rate of 0.01: use the one of the call": descend(data, 4, 0.01, start),
      "that begins at (1, 1): use the start of the call": descend(data, 4, 0.05, [1, 1]),
      "that is one step too few": descend(data, 3, 0.05, start),
      "that is one step too many": descend(data, 5, 0.05, start),
    },
  });
  requireNumbers(some?.losses, "losses", 4);
  assertClose(none?.theta, start, { name: "theta after 0 steps from (−2, 3)" });
  requireNumbers(none?.losses, "losses after 0 steps", 0);
});

check("keeps the points as they are, and leaves no tensors behind", {
  id: "10-clean",
  points: 1,
  hints: [
    "Print tf.memory().numTensors before and after a call of fit.",
    "What you make, you free: two columns, a variable and what it was made from, a loss in each step, the optimizer's own.",
    "tf.dispose([x, y, theta, ...scalars]); optimizer.dispose();",
  ],
}, async () => {
  const { xs, before, after } = await lesson.evaluate(async ({ fit }) => {
    const tf = await import("@tensorflow/tfjs");
    const [xs, ys] = [[3, 1, 2], [1, 5, 3]];
    await fit({ xs, ys }, { steps: 1 }); // tensors that are kept for good do not count
    const before = tf.memory().numTensors;
    await fit({ xs, ys }, { steps: 20 });
    return { xs: [...xs], before, after: tf.memory().numTensors };
  });
  assertClose(xs, [3, 1, 2], { name: "the caller's xs after fitting" });
  const cause =
    "is it the loss of each step, one of the columns, the variable, what it was made from, or the optimizer's?";
  assertNoTensorsLeft({ before, after }, 20, cause);
});

check("says why the loss does not come down to 0", {
  id: "10-answer",
  points: 1,
  hints: [
    "Does the loss still fall after 1,000 steps? And how large was the noise in lesson 09, squared and averaged?",
    "Fit with 3,000 steps: what changes? Then compare 4.32 with 0.917, the loss that the truth itself would have.",
    'More steps change nothing, and the noise is 0.917 of 4.32; most is due to "the straight line".',
  ],
}, async () => {
  const answer = await lesson.evaluate(({ answers }) => answers());
  const causes = ["too few steps", "the noise", "the straight line"] as const;
  const remainingLoss = requireChoice(answer.remainingLoss, causes, "remainingLoss");
  const loss = (steps: number) => lossOf(descend(points, steps, 0.01, [1, 1]), points);
  const [now, later] = [loss(1000), loss(3000)];
  const noise = mean(points.xs.map((x, i) => (points.ys[i] - cubic(x)) ** 2));
  const parts = { "too few steps": now - later, "the noise": noise, "the straight line": later - noise };
  if (causes.every((cause) => parts[cause] <= parts[remainingLoss])) return;
  const share = describe(Number(parts[remainingLoss].toPrecision(2)));
  fail(`"${remainingLoss}" makes up ${share} of the loss of ${now.toFixed(2)}: something else is more.`);
});

/** All 1,000 steps. */
async function allParts() {
  const first = await firstPart();
  let theta = requireNumbers(first.theta, "theta", 2);
  const swapped = descend(points, PART, 0.01, [1, 1]).reverse();
  if (theta.every((value, k) => Math.abs(value - swapped[k]) < 1e-3)) {
    fail("fit returns θ₁ before θ₀: in theta the height, θ₀, comes first, then the slope, θ₁.");
  }
  const losses = requireNumbers(first.losses, "losses", PART);
  for (let i = 1; i < PARTS; i++) {
    const next = await partFrom(theta);
    theta = requireNumbers(next.theta, "theta", 2);
    losses.push(...requireNumbers(next.losses, "losses", PART));
  }
  return { theta, losses };
}

/** The first part; its first loss shows what is wrong with the loss, if something is. */
async function firstPart() {
  const { theta, losses } = await partFrom([1, 1]);
  // a later check looks whether there is a number for each step
  const first = isList(losses) ? losses[0] : undefined;
  if (first !== undefined) {
    assertClose(first, pytorch.first, {
      name: "the first loss",
      relative: TOLERANCE,
      why: "PyTorch's, from θ = (1, 1)",
      mistakes: {
        ...wrongLosses([1, 1], points),
        "that is the loss after the first step: note what the optimizer returns": lossOf(
          descend(points, 1, 0.01, [1, 1]),
          points,
        ),
      },
    });
  }
  return { theta, losses };
}

/** {@linkcode PART} steps. */
function partFrom(start: number[]) {
  return lesson.share(
    ({ fit }, points, start, steps) => fit(points, { steps, start: [start[0], start[1]] }),
    points,
    start,
    PART,
  )();
}

/** Where gradient descent leads, in float64. */
function descend(points: Points, steps: number, learningRate: number, start: Theta): number[] {
  const lines = trainLine(points, { start: lineOf(start), steps, optimizer: sgd({ learningRate }) });
  return lines[steps].toReversed();
}

/** The line of θ, which has the height before the slope. */
function lineOf(theta: Theta): Line {
  return theta.toReversed();
}

function lossOf(theta: Theta, points: Points): number {
  return lineLoss(lineOf(theta), points);
}

/** The values of wrong losses, by name. */
function wrongLosses(theta: Theta, data: Points): Record<string, number> {
  const { xs, ys } = data;
  const n = xs.length;
  const line = lineOf(theta);
  const errors = xs.map((x, i) => ys[i] - lineAt(x, line));
  const right = lineLoss(line, data);
  return {
    [`that is ${n} times as much: average over the ${n} points instead of adding them up`]: n * right,
    [
      `that is the mean over ${n} × ${n} differences: one of x and y has the shape [${n}, 1], the other [${n}], and ` +
      "TF.js broadcasts; make both columns"
    ]: broadcastLineLoss(line, data),
    "θ₀ and θ₁ are swapped: θ₁ is the slope": lineLoss(theta, data),
    "that is its root: leave the mean of the squares as it is": Math.sqrt(right),
    "that is half of it: nothing is to be divided by 2 here": right / 2,
    "that is the mean distance: square each before you average": mean(errors.map(Math.abs)),
    "errors above and below cancel: square each before you average": mean(errors),
  };
}

/** What to say about a wrong shape: a square has a well-known cause. */
function shapeHint(tensor: unknown, otherwise: string): string {
  const shape = (tensor as { shape?: unknown } | null | undefined)?.shape;
  const [rows, columns] = isList(shape) && shape.length === 2 ? Array.from(shape) : [];
  const isSquare = typeof rows === "number" && rows > 1 && rows === columns;
  return isSquare ? "a column met a list, and TF.js broadcasts" : otherwise;
}
