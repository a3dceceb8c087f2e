/**
 * The checks of lesson 10. The expected numbers are PyTorch's for the same 80 points, in float32. The tolerance of 1e-4
 * is for every device; on the cpu, three right answers gave losses within 1.2e-7 of PyTorch's, and exactly PyTorch's θ.
 * The first losses change by 10 % in each step, so a loss of the wrong step is noticed.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  check,
  counted,
  cubic,
  describe,
  fail,
  isList,
  noisyCubic,
  open,
  type Points,
  requireChoice,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
} from "downhill/testing";
import {
  descend,
  descendWithAdam,
  gradientOf,
  lineOf,
  lossesBefore,
  lossOf,
  type Theta,
  wrongLosses,
} from "./oracles/10_linear_regression.ts";
import { lineAt } from "./oracles/line.ts";
import { mean } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/10_linear_regression.ts")>("10_linear_regression");

const points = noisyCubic();
const COUNT = points.xs.length;

check("computes the line for many x at once", {
  id: "10-line",
  points: 1,
  hints: [
    "What is f_θ(0)? Which of the two parameters is that?",
    "θ₁ is the slope, which multiplies x; θ₀ is added to each product. With tensors: x.mul(…).add(…).",
    "const [height, slope] = theta.unstack(); return x.mul(slope).add(height);",
  ],
}, async () => {
  const theta = [2, -3];
  const xs = [0, 1, -1.5, 4];
  const { column, list, refused, disposed } = await lesson.evaluate(
    async ({ line }, xs, theta) => {
      const tf = await import("@tensorflow/tfjs");
      const { isDisposed } = await import("downhill/instruments");
      const parameters = tf.tensor1d(theta);
      const x = tf.tensor2d(xs, [xs.length, 1]);
      const column = line(x, parameters);
      const disposed = { theta: isDisposed(parameters), x: isDisposed(x) };
      try {
        return { column, list: line(tf.tensor1d(xs), tf.tensor1d(theta)), refused: null, disposed };
      } catch (error) {
        return { column, list: null, refused: String(error), disposed };
      }
    },
    xs,
    theta,
  );
  assertKept(disposed, "line");
  const why = "θ₁x + θ₀ at x = 0, 1, −1.5, 4 with θ = (2, −3)";
  const mistakes = {
    "θ₀ and θ₁ are swapped: θ₁ is the slope": xs.map((x) => lineAt(x, [2, -3])),
    "θ₀ is missing": xs.map((x) => -3 * x),
    "θ₀ is subtracted, but it must be added": xs.map((x) => -3 * x - 2),
    "θ₁ is missing": xs.map((x) => x + 2),
    "x is squared": xs.map((x) => -3 * x ** 2 + 2),
    "x is missing": xs.map(() => -3 + 2),
    "θ₁ and θ₀ are both multiplied by x": xs.map((x) => (-3 + 2) * x),
    "θ₁ multiplies the sum of x and θ₀": xs.map((x) => -3 * (x + 2)),
  };
  for (const [tensor, shape] of [[column, [4, 1]], [list, [4]]] as const) {
    if (tensor === null && refused !== null) {
      fail(
        "line works for x of shape [4, 1], but throws for x of shape [4]: it must work for x of any shape.",
      );
    }
    const values = requireTensor(tensor, {
      name: "line(x, theta)",
      shape,
      why: shapeHint(tensor, "keep the shape of x"),
    });
    assertClose(values, xs.map((x) => lineAt(x, lineOf(theta))), { name: "f", relative: 1e-6, why, mistakes });
  }
});

/** The results of PyTorch 2 after 1,000 steps of SGD from (1, 1) with a learning rate of 0.01. */
const pytorch = { first: 84.60890197753906, theta: [5.464780330657959, 4.7577948570251465], loss: 4.317358016967773 };

const TOLERANCE = 1e-4;

check("averages the squared errors", {
  id: "10-loss",
  points: 2,
  hints: [
    "How far is each y from the line? How do you keep positive and negative errors from cancelling in the mean?",
    "Subtract two columns of the same shape, square, and take the mean. Print the shapes on the way.",
    "return y.sub(line(x, theta)).square().mean().asScalar();",
  ],
}, async () => {
  const three = { xs: [1, 2, 4], ys: [2, -1, 3] };
  const cases: [name: string, theta: Theta, points: Points][] = [
    ["the loss at θ = (6, −2)", [6, -2], points],
    ["the loss at θ = (1, 1)", [1, 1], points],
    ["the loss on 3 other points at θ = (−1, 2)", [-1, 2], three],
  ];
  const results = await lesson.evaluate(
    async ({ loss }, cases) => {
      const tf = await import("@tensorflow/tfjs");
      const { isDisposed } = await import("downhill/instruments");
      return cases.map(([, theta, { xs, ys }]) => {
        const all = {
          theta: tf.tensor1d([...theta]),
          x: tf.tensor2d(xs, [xs.length, 1]),
          y: tf.tensor2d(ys, [ys.length, 1]),
        };
        const value = loss(all.theta, all.x, all.y);
        const disposed = { theta: isDisposed(all.theta), x: isDisposed(all.x), y: isDisposed(all.y) };
        return { value, disposed };
      });
    },
    cases,
  );
  cases.forEach(([name, theta, points], i) => {
    const result = results?.[i];
    assertKept(result?.disposed, "loss");
    const hint = shapeHint(result?.value, "take the mean over all points, which is a scalar");
    const [value] = requireTensor(result?.value, { name, shape: [], why: hint });
    assertClose(value, i === 1 ? pytorch.first : lossOf(theta, points), {
      name,
      relative: TOLERANCE,
      ...(i === 1 && { why: "PyTorch's" }),
      mistakes: () => wrongLosses(theta, points, COUNT),
    });
  });
  const { gradient } = await lesson.evaluate(async ({ loss }, { xs, ys }) => {
    const tf = await import("@tensorflow/tfjs");
    const [x, y] = [tf.tensor2d(xs, [xs.length, 1]), tf.tensor2d(ys, [ys.length, 1])];
    try {
      return { gradient: tf.grad((theta) => loss(theta, x, y))(tf.tensor1d([-1, 2])) };
    } catch (error) {
      if (String(error).includes("Cannot compute gradient")) return { gradient: null };
      throw error;
    }
  }, three);
  if (gradient === null) {
    fail(
      "TF.js cannot compute the gradient of the loss with respect to θ: do you read numbers from a tensor in line " +
        "or in loss?",
    );
  }
  assertClose(
    requireTensor(gradient, { name: "the gradient of the loss", shape: [2] }),
    gradientOf([-1, 2], three),
    { name: "the gradient of the loss on 3 other points at θ = (−1, 2)", relative: TOLERANCE },
  );
});

const STEPS = 1000;

const BY_DEFAULT = { steps: STEPS, learningRate: 0.01, start: [1, 1] };

/** The result of fit with the default options. */
const fitted = lesson.share(async ({ fit }, points) => {
  const given = { xs: [...points.xs], ys: [...points.ys] };
  const result = await fit(given);
  return { theta: result?.theta, losses: result?.losses, xs: [...given.xs], ys: [...given.ys] };
}, points);

check("finds the same line as PyTorch", {
  id: "10-theta",
  points: 2,
  hints: [
    "Print the first loss: is it 84.609? If so, does θ change at every step?",
    "θ is the only variable. The optimizer computes the loss on the 80 points at every step, and changes θ.",
    "optimizer.minimize(() => loss(theta, x, y), true, [theta]), with x and y as tf.tensor2d(…, [n, 1]).",
  ],
  seconds: 20,
}, async () => {
  const { losses, theta, xs, ys } = await fitted();
  assertUnchanged({ xs, ys }, { ...points });
  assertFirstLoss(losses);
  const name = "theta";
  assertNoTensor(theta, name);
  const end = requireNumbers(theta, name, 2);
  if (end.every((value, k) => Math.abs(value - pytorch.theta[1 - k]) < 1e-3)) {
    fail("θ₀ and θ₁ are swapped in theta: the height, θ₀, comes first, in fit as in line.");
  }
  assertClose(end, pytorch.theta, {
    name,
    relative: TOLERANCE,
    why: "PyTorch's, after 1,000 steps from (1, 1) with a learning rate of 0.01",
    mistakes: { "that is the start: does the optimizer change θ, and do you read θ after the steps?": [1, 1] },
  });
});

check("keeps the loss of each step, down to 4.3174", {
  id: "10-losses",
  points: 2,
  hints: [
    "How many losses are there after 1,000 steps? Is the first one the loss at θ = (1, 1)?",
    "With true as its second argument, optimizer.minimize returns the loss before its step.",
    "scalars.push(optimizer.minimize(…, true, [theta])!) in each step; after the last step, read each with scalar.data().",
  ],
  seconds: 20,
}, async () => {
  const { losses, xs, ys } = await fitted();
  assertUnchanged({ xs, ys }, { ...points });
  assertFirstLoss(losses);
  requireLosses(losses, STEPS, "losses");
  const lossesWith = (learningRate: number) => lossesBefore(points, { ...BY_DEFAULT, learningRate });
  assertClose(losses, lossesWith(0.01), {
    name: "losses",
    relative: TOLERANCE,
    why: "as in PyTorch, with a learning rate of 0.01",
    mistakes: () =>
      Object.fromEntries([0.1, 0.02, 0.005, 0.001].map((rate) => [
        `those are the losses with a learning rate of ${rate}; by default it is 0.01`,
        lossesWith(rate),
      ])),
  });
});

check("uses the points and the options that it is given", {
  id: "10-options",
  points: 2,
  hints: [
    "Does your function work only for 80 points, or only if θ starts at (1, 1)?",
    "Everything is passed in as a parameter. The shape of the columns is [xs.length, 1].",
    "tf.tensor2d(xs, [xs.length, 1]), tf.variable(tf.tensor1d(start)), tf.train.sgd(learningRate), step < steps",
  ],
}, async ({ seed }) => {
  const data = noisyCubic({ seed, count: 7 });
  const start: [number, number] = [-2, 3];
  // steps of 0.5 are too large, so the losses rise
  const steep = { xs: [3, -1, 2, 4], ys: [1, 5, 3, -2] };
  const { some, none, rising } = await lesson.evaluate(
    async ({ fit }, data, steep) => {
      const some = await fit(data, { steps: 4, learningRate: 0.05, start: [-2, 3] });
      const none = await fit(data, { steps: 0, start: [-2, 3] });
      const rising = await fit(steep, { steps: 3, learningRate: 0.5, start: [0, 0] });
      const read = (line: typeof some | undefined) => ({ theta: line?.theta, losses: line?.losses });
      return { some: read(some), none: read(none), rising: read(rising) };
    },
    data,
    steep,
  );
  const name = "theta for 7 other points after 4 steps of 0.05 from (−2, 3)";
  const asked = { steps: 4, learningRate: 0.05, start };
  const right = descend(data, asked);
  assertClose(some?.theta, right, {
    name,
    absolute: 1e-4, // with 300 seeds, float32 was wrong by at most 6e-7, and these mistakes by 0.1 or more
    mistakes: () => ({
      "the learning rate is 0.01: use the one that is passed in": descend(data, { ...asked, learningRate: 0.01 }),
      "θ starts at (1, 1): use the start that is passed in": descend(data, { ...asked, start: [1, 1] }),
      "θ starts at (3, −2): θ₀ also comes first in start": descend(data, { ...asked, start: [3, -2] }),
      "θ₀ and θ₁ are swapped in what fit returns": right.toReversed(),
      "θ fits the 80 points of noisyCubic(): use the points that are passed in": descend(points, asked),
      "there are 1,000 steps: use the steps that are passed in": descend(data, { ...asked, steps: 1000 }),
      "each step is twice as large as it should be": descend(data, { ...asked, learningRate: 0.1 }),
      "each step is half as large as it should be": descend(data, { ...asked, learningRate: 0.025 }),
      "θ starts at (0, 0): use the start that is passed in": descend(data, { ...asked, start: [0, 0] }),
      "x and y are swapped": descend({ xs: data.ys, ys: data.xs }, asked),
      "that is one step too few": descend(data, { ...asked, steps: 3 }),
      "that is one step too many": descend(data, { ...asked, steps: 5 }),
      "that is the start: does the optimizer change θ, and do you read θ after the steps?": start,
      "each step goes uphill: it has the wrong sign": descend(data, { ...asked, learningRate: -0.05 }),
      "that is where Adam leads: use SGD": descendWithAdam(data, asked),
    }),
  });
  if (isList(some.losses) && some.losses.length === 5 && isNear(some.losses[4], lossOf(right, data))) {
    fail("losses of 4 steps has 5 values: leave out the loss after the last step.");
  }
  const someLosses = requireLosses(some.losses, 4, "losses of these 4 steps");
  assertClose(someLosses, lossesBefore(data, asked), { name: "losses of these 4 steps", relative: TOLERANCE });
  const risen = requireLosses(rising?.losses, 3, "losses of 3 steps that are too large");
  assertClose(risen, lossesBefore(steep, { steps: 3, learningRate: 0.5, start: [0, 0] }), {
    name: "losses of 3 steps that are too large",
    relative: TOLERANCE,
    why: "the losses rise",
  });
  assertClose(none?.theta, start, { name: "theta after 0 steps from (−2, 3)" });
  requireLosses(none?.losses, 0, "losses of 0 steps");
});

check("keeps the points as they are, and leaves no tensors behind", {
  id: "10-clean",
  points: 1,
  hints: [
    "Print tf.memory().numTensors before and after a call to fit.",
    "Free what you make: two columns, a variable, the tensor it was made from, each step's loss, and the optimizer.",
    "tf.dispose([x, y, theta, ...scalars]); optimizer.dispose();",
  ],
}, async () => {
  const { inputs, memory } = await lesson.evaluate(async ({ fit }) => {
    const tf = await import("@tensorflow/tfjs");
    const xs = [3, 1, 2];
    const ys = [1, 5, 3];
    const start: [number, number] = [2, -1];
    await fit({ xs: [...xs], ys: [...ys] }, { steps: 1 }); // tensors that are made once and kept do not count
    tf.variable(tf.scalar(0)); // the caller also has variables
    const count = () => {
      const { numTensors: tensors, numBytes: bytes } = tf.memory();
      return { tensors, bytes, variables: Object.keys(tf.engine().state.registeredVariables).length };
    };
    const before = count();
    await fit({ xs, ys }, { steps: 20, start });
    const after = count();
    const both = (what: keyof typeof before) => ({ before: before[what], after: after[what] });
    const memory = { tensors: both("tensors"), bytes: both("bytes"), variables: both("variables") };
    return { inputs: { xs: [...xs], ys: [...ys], start: [...start] }, memory };
  });
  assertUnchanged(inputs, { xs: [3, 1, 2], ys: [1, 5, 3], start: [2, -1] });
  const [tensors, bytes, variables] = (["tensors", "bytes", "variables"] as const).map((what) =>
    requireNumber(memory?.[what]?.after, `the ${what} after fitting`) -
    requireNumber(memory?.[what]?.before, `the ${what} before`)
  );
  if (variables < 0) {
    fail("fit disposes of a variable of its caller: tf.disposeVariables() disposes of all variables.");
  }
  const cause = LEFT_BEHIND[`${tensors} of ${bytes} bytes, ${counted(variables, "variable")}`];
  if (cause !== undefined) {
    const are = counted(tensors, "tensor is", "tensors are");
    fail(`${are} left behind after 20 steps on 3 points: ${cause}`);
  }
  assertNoTensorsLeft(
    memory.tensors,
    20,
    "is it the loss of each step, a column, the variable, or its initial value? Or does it belong to the optimizer?",
  );
});

/** What is left behind, by its size: for 3 points, a column has 12 bytes, θ has 8, and a scalar has 4. */
const LEFT_BEHIND: Record<string, string> = {
  "20 of 80 bytes, 0 variables": "one number for each step. Is it the loss, or does each step make an optimizer?",
  "2 of 24 bytes, 0 variables": "they are as large as the columns x and y.",
  "1 of 12 bytes, 0 variables": "it is as large as one of the columns.",
  "1 of 8 bytes, 1 variable": "it is a variable, and as large as θ.",
  "1 of 8 bytes, 0 variables": "it is as large as θ: is it the tensor that the variable was made from, or a copy of θ?",
  "2 of 16 bytes, 1 variable": "the variable θ, and a tensor of the same size: is it the one that θ was made from?",
  "1 of 4 bytes, 0 variables": "one number. Does it belong to the optimizer? An optimizer has a dispose().",
};

check("says why the loss does not come down to 0", {
  id: "10-answer",
  points: 1,
  hints: [
    "Does the loss still fall after 1,000 steps? What was the mean of the squared noise in lesson 09?",
    "Fit with 3,000 steps: what changes? Then compare 4.32 with 0.917, the loss of the true curve.",
    'More steps change nothing, and the noise makes up only 0.917 of 4.32. Most of it is due to "the straight line".',
  ],
}, async () => {
  const answer = await lesson.evaluate(({ answers }) => answers()?.remainingLoss);
  const causes = ["too few steps", "the noise", "the straight line"] as const;
  const remainingLoss = requireChoice(answer, causes, "remainingLoss");
  const loss = (steps: number) => lossOf(descend(points, { ...BY_DEFAULT, steps }), points);
  const [now, later] = [loss(1000), loss(3000)];
  const noise = mean(points.xs.map((x, i) => (points.ys[i] - cubic(x)) ** 2));
  const parts = { "too few steps": now - later, "the noise": noise, "the straight line": later - noise };
  if (causes.every((cause) => parts[cause] <= parts[remainingLoss])) return;
  const share = describe(Number(parts[remainingLoss].toPrecision(2)));
  fail(`"${remainingLoss}" makes up ${share} of the loss of ${now.toFixed(2)}: something else makes up more.`);
});

/** Checks that a function has not disposed of the tensors that it was given. */
function assertKept(disposed: unknown, code: string): void {
  for (const [name, isDisposed] of Object.entries(requireRecord(disposed, `the tensors after ${code}`))) {
    if (isDisposed === true) fail(`${code} disposes of ${name}, which belongs to the caller and is still needed.`);
  }
}

/** Checks that fit has not changed the lists of its caller. */
function assertUnchanged(lists: Record<string, unknown>, before: Record<string, readonly number[]>): void {
  for (const [name, expected] of Object.entries(before)) {
    const came = requireNumbers(lists?.[name], `the caller's ${name} after fitting`, expected.length);
    const place = came.findIndex((value, i) => value !== expected[i]);
    if (place < 0) continue;
    const [now, then] = [came[place], expected[place]].map(describe);
    fail(`fit changes the caller's ${name}: ${name}[${place}] is now ${now}, but was ${then}.`);
  }
}

/** Checks the first loss, if there is one, because it shows most mistakes in the loss. */
function assertFirstLoss(losses: unknown): void {
  assertNoTensor(losses, "losses");
  const first = isList(losses) ? losses[0] : undefined;
  if (first === undefined) return; // the number of losses is checked later
  if (describe(first) === "a Promise") fail("the first loss is a promise: is an await missing?");
  if (isList(first)) fail("the first loss is a list: data() returns a list, and the loss is the number in it.");
  const atStart = (
    theta: Theta,
  ) => [`that is the loss at θ = (${theta.join(", ")}); by default, θ starts at (1, 1)`, lossOf(theta, points)];
  assertClose(first, pytorch.first, {
    name: "the first loss",
    relative: TOLERANCE,
    why: "PyTorch's, from θ = (1, 1)",
    mistakes: () => ({
      ...wrongLosses([1, 1], points, COUNT),
      "that is the loss after the first step: note what the optimizer returns": lossOf(
        descend(points, { ...BY_DEFAULT, steps: 1 }),
        points,
      ),
      "that is the last loss: is it the only one in the list, or is the list in reverse order?": pytorch.loss,
      ...Object.fromEntries([[0, 0], [0, 1], [1, 0]].map(atStart)),
    }),
  });
}

/** Checks that `value` is not a tensor. */
function assertNoTensor(value: unknown, name: string): void {
  if (describe(value).startsWith("a tensor")) fail(`${name} is ${describe(value)}, expected the numbers in it.`);
}

/** Whether `value` is this loss, up to rounding. */
function isNear(value: unknown, loss: number): boolean {
  return typeof value === "number" && Math.abs(value - loss) < TOLERANCE * loss;
}

/** Checks that there is a loss for each step. */
function requireLosses(losses: unknown, steps: number, name: string): number[] {
  const length = isList(losses) ? losses.length : steps;
  if (length !== steps) {
    const why = steps === STEPS ? "by default, fit takes 1,000 steps" : "one for each step";
    fail(`${name} has ${counted(length, "value")}, expected ${steps}: ${why}.`, { hasCause: false });
  }
  return requireNumbers(losses, name, steps);
}

/** The reason for a wrong shape: a square shape comes from broadcasting; for other shapes, it is `otherwise`. */
function shapeHint(tensor: unknown, otherwise: string): string {
  const shape = (tensor as { shape?: unknown } | null | undefined)?.shape;
  const [rows, columns] = isList(shape) && shape.length === 2 ? Array.from(shape) : [];
  const isSquare = typeof rows === "number" && rows > 1 && rows === columns;
  return isSquare ? "TF.js broadcasts a column with a list" : otherwise;
}
