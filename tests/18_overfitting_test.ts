/**
 * The checks of lesson 18. What `train` does is followed in float64 with a straight line, which it trains as it trains
 * a network: there every mistake has numbers of its own, and a name. What a network does with ten points is measured
 * over several seeds.
 *
 * How far apart seeds are was measured with 600 of them ({@linkcode SEEDS}), and 200,000 drawings of as many of them as
 * a check looks at; a threshold is beyond the worst of 10,000. Right answers that only compute in another
 * way end where the solution does, and one with its own random numbers would fail in fewer than 1 of 10,000 cases.
 * @module
 */
import { AssertionError } from "@std/assert";
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  cubic,
  describe,
  inCalls,
  itemName,
  itemsNamed,
  open,
  type Points,
  RandomState,
  requireChoice,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireWithin,
} from "downhill/testing";

const lesson = open<typeof import("../solutions/18_overfitting.ts")>("18_overfitting");

type Parts = { training: Points; validation: Points };

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

const geometricMean = (values: readonly number[]) => Math.exp(mean(values.map(Math.log)));

/** For 150 seeds, float32 is within 8e-6 of these walks; the nearest mistake, AdamW's own weight decay, 2.4e-3 off. */
const TOLERANCE = 2e-4;

/** Where the straight line of the checks begins: its slope, and its height at 0. */
const START = [-1, 0.5];

/** How a line is trained in float64, rightly or wrongly. */
interface Walk {
  steps: number;
  learningRate: number;
  weightDecay?: number;
  /** Adds the decay to the gradient, as Adam does. */
  decaysGradient?: boolean;
  /** Has no averages. */
  isSgd?: boolean;
}

const lossOf = ([slope, height]: readonly number[], { xs, ys }: Points) =>
  mean(xs.map((x, i) => (slope * x + height - ys[i]) ** 2));

/** Slope and height before the first step, and after each. Kingma & Ba 2015; Loshchilov & Hutter 2019 for the decay. */
function walk({ xs, ys }: Points, options: Walk): number[][] {
  const { steps, learningRate, weightDecay = 0, decaysGradient = false, isSgd = false } = options;
  let [average, square] = [[0, 0], [0, 0]];
  const thetas = [START];
  for (let step = 1; step <= steps; step++) {
    const theta = thetas[step - 1];
    const errors = xs.map((x, i) => theta[0] * x + theta[1] - ys[i]);
    const slopes = [2 * mean(errors.map((error, i) => error * xs[i])), 2 * mean(errors)];
    const gradient = slopes.map((slope, k) => decaysGradient ? slope + weightDecay * theta[k] : slope);
    average = average.map((value, k) => 0.9 * value + 0.1 * gradient[k]);
    square = square.map((value, k) => 0.999 * value + 0.001 * gradient[k] ** 2);
    const change = average.map((value, k) =>
      isSgd ? gradient[k] : value / (1 - 0.9 ** step) / (Math.sqrt(square[k] / (1 - 0.999 ** step)) + 1e-8)
    );
    const decay = decaysGradient ? 0 : learningRate * weightDecay;
    thetas.push(theta.map((value, k) => value - decay * value - learningRate * change[k]));
  }
  return thetas;
}

/** The losses if each prediction is compared with every y: as on the mean y, and larger by the variance of y. */
function lossesOnPairs({ xs, ys }: Points, run: Walk): number[] {
  const points = { xs, ys: ys.map(() => mean(ys)) };
  const variance = mean(ys.map((y) => (y - mean(ys)) ** 2));
  return lossesOf(walk(points, run), points).map((loss) => loss + variance);
}

/** The losses of all of `thetas` but the last, from which no step was taken. */
const lossesOf = (thetas: number[][], points: Points) => thetas.slice(0, -1).map((theta) => lossOf(theta, points));

/** What the lesson is asked to do with a new line. */
interface Run {
  steps: number;
  learningRate: number;
  weightDecay?: number;
  patience?: number;
}

/** Trains a line for each of the runs. */
const trainLines = (parts: Parts, runs: Run[]) =>
  lesson.share(
    async ({ train }, parts, runs, [slope, height]) => {
      const tf = await import("@tensorflow/tfjs");
      const { Module, Parameter } = await import("downhill");
      const { isDisposed, numbersOf } = await import("downhill/instruments");
      class Line extends Module {
        slope = new Parameter([[slope]]);
        height = new Parameter([height]);
        forward(x: import("@tensorflow/tfjs").Tensor) {
          return x.matMul(this.slope).add(this.height);
        }
      }
      const results = [];
      for (const run of runs) {
        const model = new Line();
        for (const parameter of [model.slope, model.height]) {
          const assign = parameter.assign.bind(parameter);
          // TF.js breaks a variable that is assigned to itself, and that is what happens to who remembers no copies
          const value: typeof assign = (value) => value === parameter ? undefined : assign(value);
          Object.defineProperty(parameter, "assign", { value }); // all variables inherit one that is read-only
        }
        const told: number[][] = [];
        const counts: number[] = [];
        const before = tf.memory().numTensors;
        let busy = 0;
        let atOnce = 0;
        const curves = await train(model, parts, {
          ...run,
          onProgress: async ({ step, steps, loss }) => {
            atOnce = Math.max(atOnce, ++busy);
            told.push([step, steps, typeof loss === "number" ? loss : (await loss.data())[0]]);
            counts.push(tf.memory().numTensors);
            await Promise.resolve();
            busy--;
          },
        });
        const after = tf.memory().numTensors;
        const isGone = isDisposed(model.slope) || isDisposed(model.height);
        // both are begun at once, before anything that was not waited for can go on
        const theta = isGone ? [] : (await Promise.all([model.slope, model.height].map(numbersOf))).flat();
        model.dispose();
        results.push({ ...curves, theta, isDisposed: isGone, before, after, told, counts, atOnce });
      }
      return results;
    },
    parts,
    runs,
    START,
  );

/** A line for training, another one for validation, and noise; no point is on either. */
function otherLines(seed: number): Parts {
  const random = new RandomState(seed);
  const draw = (count: number, slope: number, height: number) => {
    const xs = Array.from({ length: count }, () => random.uniform(-2, 2));
    return { xs, ys: xs.map((x) => slope * x + height + random.normal()) };
  };
  return { training: draw(5, 2, 3), validation: draw(4, 1, 4) };
}

/** On the way to the line of the training points, Adam swings: in 30 steps of 1 the validation loss has four valleys. */
const VALLEYS: Parts = {
  training: { xs: [-1, 0, 1, 2], ys: [-1, 1.5, 3, 5] },
  validation: { xs: [-1, 0.5, 2], ys: [-0.3, 1.2, 4] },
};

/** What came of a run, with anything at all in it. */
function resultOf(results: unknown, index: number) {
  return requireRecord(requireList(results, "the list of results")[index], `result ${index + 1}`);
}

/** Points in no order, each on a curve of its own, so that a y tells which x it belongs to. */
function pointsToSplit(seed: number): Points {
  const xs = new RandomState(seed).permutation(50).map((i) => i / 10);
  return { xs, ys: xs.map((x) => 1000 + 7 * x) };
}

check("puts every point in exactly one part", {
  id: "18-split",
  points: 2,
  hints: [
    "Add up the lengths of both parts: as many as there were? Is there an x that is in both?",
    "Put the indices of the points in a random order and cut that list in two: then no index is in both.",
    "order.slice(0, validationCount) for validation, order.slice(validationCount) for training; take x and y by the index",
  ],
}, async ({ seed }) => {
  const points = pointsToSplit(seed);
  const { parts, xs } = await lesson.evaluate(
    ({ split }, points, seed) => {
      return { parts: [split(points, { validationCount: 10, seed }), split(points)], xs: [...points.xs] };
    },
    points,
    seed,
  );
  [10, 40].forEach((count, i) => {
    const [training, validation] = (["training", "validation"] as const).map((name) =>
      requireRecord(resultOf(parts, i)[name], name)
    );
    const judged = requireNumbers(validation.xs, "validation.xs");
    const learned = requireNumbers(training.xs, "training.xs");
    const largest = Math.max(judged.length, learned.length);
    if (largest > 50) {
      throw new AssertionError(`There are ${counted(largest, "point")} in one part, of 50 that were measured.`);
    }
    const both = judged.filter((x) => learned.includes(x));
    if (both.length > 0) {
      throw new AssertionError(
        `${both.length} of ${judged.length} validation points ${
          both.length === 1 ? "is a training point" : "are training points"
        }, too, x = ${describe(both[0])} for example: ` +
          "that split leaks, and a network that knows them by heart is judged well; no point may be in both parts.",
      );
    }
    for (const [name, part] of [["validation", judged], ["training", learned]] as const) {
      const twice = part.find((x, i) => part.indexOf(x) < i);
      if (twice === undefined) continue;
      throw new AssertionError(
        `The point at x = ${describe(twice)} is twice in ${name}: draw without putting back, a permutation does.`,
      );
    }
    const [most, least] = [50 - count, count];
    const why = `validationCount is ${count}${i === 1 ? " by default" : ""}`;
    assertClose(judged.length, count, {
      name: "the number of validation points",
      why,
      mistakes: { "those are the training points: the parts are swapped": most === least ? NaN : most },
    });
    assertClose(learned.length, 50 - count, { name: "the number of training points", why: `50 points, ${why}` });
    const stranger = [...judged, ...learned].find((x) => !points.xs.includes(x));
    if (stranger !== undefined) {
      throw new AssertionError(
        `There is a point at x = ${describe(stranger)}, which was not measured: only share them out.`,
      );
    }
    const pairs = "an x keeps its y";
    assertClose(training.ys, learned.map((x) => 1000 + 7 * x), { name: "training.ys", absolute: 1e-6, why: pairs });
    assertClose(validation.ys, judged.map((x) => 1000 + 7 * x), { name: "validation.ys", absolute: 1e-6, why: pairs });
  });
  assertClose(xs, points.xs, { name: "the caller's xs after split" });
});

check("draws them at random, and the same ones from the same seed", {
  id: "18-random",
  points: 1,
  hints: [
    "If the points were sorted by x, where would the first ten of them be? What would they say about the others?",
    "Every point must have the same chance to be in either part, and the same seed must give the same parts.",
    "const order = new RandomState(seed).permutation(xs.length);",
  ],
}, async ({ seed }) => {
  const sorted = Array.from({ length: 40 }, (_, i) => i);
  const drawn = await lesson.evaluate(
    ({ split }, sorted, seed) =>
      [0, 0, 1, 2, 3, 4, 5, 6, 7].map((i) =>
        split({ xs: [...sorted], ys: [...sorted] }, { validationCount: 20, seed: seed + i })?.validation?.xs
      ),
    sorted,
    seed,
  );
  const lists = requireList(drawn, "the list of nine splits", 9);
  const parts = Array.from(
    { length: 9 },
    (_, i) => requireNumbers(lists[i], "validation.xs", 20).toSorted((a, b) => a - b).join(),
  );
  if (parts[0] !== parts[1]) {
    throw new AssertionError(
      "Twice split with the same seed, other points are in the parts: use the seed of the call for the random order.",
    );
  }
  const firsts = sorted.slice(0, 20).join();
  const lasts = sorted.slice(20).join();
  if (parts[1] === firsts || parts[1] === lasts) {
    throw new AssertionError(
      `Of 40 points from left to right, the ${parts[1] === firsts ? "first" : "last"} 20 are the validation set: it ` +
        "knows one half of the picture, and training the other; put the indices in a random order first.",
    );
  }
  // two of the 1.4e11 sets of 20 are the same once in 1e10 times
  if (new Set(parts.slice(1)).size < 8) {
    throw new AssertionError("Another seed puts the same points in the parts: use the seed of the call.");
  }
});

check("learns from one part and is judged by the other", {
  id: "18-curves",
  points: 2,
  hints: [
    "Which points may change the parameters? And which losses belong to the same parameters?",
    "optimizer.step returns the loss from before its step: compute the validation loss before it, too.",
    "meanSquaredError(model, validation) first, then optimizer.step(() => meanSquaredError(model, training))",
  ],
}, async ({ seed }) => {
  const parts = otherLines(seed);
  const { training, validation } = parts;
  const both = { xs: [...training.xs, ...validation.xs], ys: [...training.ys, ...validation.ys] };
  const run = { steps: 20, learningRate: 0.2 };
  const result = resultOf(await trainLines(parts, [run])(), 0);
  const right = walk(training, run);
  const ways: Record<string, [thetas: number[][], on: Points]> = {
    "the validation points are trained on, too, and that is a leak: step on the training set alone": [
      walk(both, run),
      both,
    ],
    "the validation set is trained on, and that is a leak: it may only judge": [walk(validation, run), validation],
    "those are the validation losses: are the lists swapped?": [right, validation],
    "those are the losses after each step: keep what optimizer.step returns": [[...right.slice(1), START], training],
    "that is a learning rate of 0.05: use that of the call": [walk(training, { ...run, learningRate: 0.05 }), training],
    "that is Adam's own learning rate, 0.001: use that of the call": [
      walk(training, { ...run, learningRate: 0.001 }),
      training,
    ],
    "that is a weight decay of 0.01, AdamW's own: use that of the call": [
      walk(training, { ...run, weightDecay: 0.01 }),
      training,
    ],
    "that is SGD: use AdamW": [walk(training, { ...run, isSgd: true }), training],
    "the parameters never change: does the optimizer have model.parameters()?": [Array(21).fill(START), training],
  };
  const why = "5 points, a line, 20 steps of 0.2";
  assertClose(result.trainingLosses, lossesOf(right, training), {
    name: "trainingLosses",
    relative: TOLERANCE,
    why,
    mistakes: {
      ...Object.fromEntries(
        Object.entries(ways).map(([cause, [thetas, points]]) => [cause, lossesOf(thetas, points)]),
      ),
      "y has the shape [5], the predictions [5, 1], and TF.js broadcasts to 5 × 5 differences: make y a column":
        lossesOnPairs(training, run),
    },
  });
  assertClose(result.validationLosses, lossesOf(right, validation), {
    name: "validationLosses",
    relative: TOLERANCE,
    why: "4 other points, the same parameters",
    mistakes: {
      "those are the training losses: judge by the validation set": lossesOf(right, training),
      "those are the losses after each step, and the training losses are from before it: judge first": lossesOf([
        ...right.slice(1),
        START,
      ], validation),
    },
  });
});

check("ends with the best parameters, not the last", {
  id: "18-best",
  points: 2,
  hints: [
    "After the last step, which parameters does the model have? What would it have to remember to go back?",
    "optimizer.step goes on changing model.parameters(), so remember copies; and assign the best ones in the end.",
    "model.parameters().map((each) => each.clone()) when it is best; each.assign(best[i]) for all of them in the end",
  ],
}, async () => {
  const run = { steps: 8, learningRate: 1 };
  const result = resultOf(await trainLines(VALLEYS, [run, { ...run, steps: 3 }])(), 0);
  const thetas = walk(VALLEYS.training, run);
  const losses = lossesOf(thetas, VALLEYS.validation);
  const best = losses.indexOf(Math.min(...losses)); // 2: the losses are 11.6, 3.2, 1.9, 4.5, 6.9, 7.5, 6.5, 4.6
  assertClose(result.bestStep, best, {
    name: "bestStep",
    why: `the validation loss is smallest at index ${best}`,
    mistakes: {
      "that is one more: it is the index of the smallest validation loss": best + 1,
      "that is the last: look for the smallest validation loss": 7,
      "that is the number of steps: look for the smallest validation loss": 8,
      "that is the step before: both losses of an index are from before its step": best - 1,
    },
  });
  if (result.isDisposed) {
    throw new AssertionError(
      "After the training, the model's parameters are disposed of: what has to be remembered, and freed in the end, " +
        "are copies of them, each.clone().",
    );
  }
  assertClose(result.theta, thetas[best], {
    name: itemsNamed("slope and height", ["slope", "height"]),
    relative: TOLERANCE,
    absolute: TOLERANCE,
    why: `the model's parameters with the smallest validation loss, after ${best} of 8 steps`,
    mistakes: {
      "those are the last ones: remember copies of the best, a variable itself goes on changing": thetas[8],
      "those are the last ones that were judged: go back to the best": thetas[7],
      "those are one step too far: copy them when they are judged, before the step": thetas[best + 1],
      "those are where it began: copy anew whenever the validation loss is smaller than ever": START,
      "those have the smallest training loss: it is the validation set that judges": thetas[
        argMin(lossesOf(thetas, VALLEYS.training))
      ],
    },
  });
});

check("waits as long as its patience, and no longer", {
  id: "18-patience",
  points: 2,
  hints: [
    "Which number says how long ago the best step was? Does it start anew at every new best, and only there?",
    "A curve goes up and down: a loss that is lower than the last one is no new best.",
    "step - bestStep is how long; go on while it is at most patience, also if the loss has fallen a little.",
  ],
}, async () => {
  const run = { steps: 30, learningRate: 1 };
  const patiences = [4, 8];
  const results = await trainLines(VALLEYS, [...patiences.map((patience) => ({ ...run, patience })), run])();
  const losses = lossesOf(walk(VALLEYS.training, run), VALLEYS.validation);
  [...patiences, Infinity].forEach((patience, i) => {
    const { validationLosses, trainingLosses, bestStep, theta } = resultOf(results, i);
    const { best, length } = stopped(losses, patience);
    const came = requireNumbers(validationLosses, "validationLosses").length;
    const why = patience === Infinity
      ? "without patience in the options, it takes all steps"
      : `patience is ${patience}, and the best up to there is validationLosses[${best}]`;
    assertClose(came, length, {
      name: "validationLosses.length",
      why,
      mistakes: {
        "it never stops: break when the best step is longer ago than that": patience === Infinity ? NaN : 30,
        "that is one too many": length + 1,
        "that is one too few: a smaller loss just then would still count": length - 1,
        "do you count rises in a row? A loss below the one before it is no new best": risesInARow(losses, patience),
        "do you count all rises? With a new best, the waiting begins anew": risesInAll(losses, patience),
      },
    });
    assertClose(requireNumbers(trainingLosses, "trainingLosses").length, length, {
      name: "trainingLosses.length",
      why: "one for each validation loss",
    });
    assertClose(bestStep, best, { name: "bestStep", why });
    assertClose(theta, walk(VALLEYS.training, run)[best], {
      name: itemsNamed("slope and height", ["slope", "height"]),
      relative: TOLERANCE,
      absolute: TOLERANCE,
      why: `the model's parameters after ${best} steps; ${why}`,
    });
  });
});

check("lets the parameters decay, all of them", {
  id: "18-decay",
  points: 2,
  hints: [
    "Without a gradient, by which factor should a parameter shrink in a step with a learning rate of 0.2 and a decay of 1?",
    "AdamW does it, if it knows the weight decay: θ ← θ − learning rate · weight decay · θ, and then Adam's step.",
    "new AdamW(model.parameters(), { learningRate, weightDecay })",
  ],
}, async ({ seed }) => {
  const parts = otherLines(seed + 1);
  const run = { steps: 20, learningRate: 0.2, weightDecay: 1 };
  const result = resultOf(await trainLines(parts, [run])(), 0);
  const losses = (change: Partial<Walk>) => lossesOf(walk(parts.training, { ...run, ...change }), parts.training);
  assertClose(result.trainingLosses, losses({}), {
    name: "trainingLosses",
    relative: TOLERANCE,
    why: "a line, 20 steps of 0.2 with a weight decay of 1",
    mistakes: {
      "that is without weight decay: pass it on to AdamW": losses({ weightDecay: 0 }),
      "that is a weight decay of 0.01, AdamW's own: pass on that of the call": losses({ weightDecay: 0.01 }),
      "that is Adam's own option, which adds the decay to the gradient, where the averages level it: use AdamW": losses(
        {
          decaysGradient: true,
        },
      ),
      "that decays without the learning rate: θ ← θ − learning rate · weight decay · θ": losses({ weightDecay: 5 }),
      "the decay drives θ away from 0: subtract it": losses({ weightDecay: -1 }),
      "it decays twice: AdamW does all of it": losses({ weightDecay: 2 }),
    },
  });
});

/** The networks whose fates are measured: with these seeds both their points and their first parameters are drawn. */
const SEEDS = Array.from({ length: 16 }, (_, i) => i + 1);

const STEPS = 200;

/** The steps after which each network's losses are measured: more often would cost more, and turn at the same place. */
const MEASURED = [...Array.from({ length: 20 }, (_, i) => 10 * i), STEPS - 1];

/** What a network is trained on and judged by: the first 40 points for validation, of the rest as many as wanted. */
function partsOf(seed: number, count: number): Parts {
  const random = new RandomState(seed);
  const xs = Array.from({ length: 120 }, () => random.uniform(-1, 3));
  const ys = xs.map((x) => cubic(x) + random.normal(0, 5));
  const part = (start: number, end: number) => ({ xs: xs.slice(start, end), ys: ys.slice(start, end) });
  return { validation: part(0, 40), training: part(40, 40 + count) };
}

/** The points of all seeds in one list, those of the first seed first. */
function allPartsOf(count: number): Parts {
  const parts = SEEDS.map((seed) => partsOf(seed, count));
  const all = (name: keyof Parts) => ({
    xs: parts.flatMap((each) => each[name].xs),
    ys: parts.flatMap((each) => each[name].ys),
  });
  return { validation: all("validation"), training: all("training") };
}

/**
 * Trains a network for each of the seeds, all of them side by side in one model, as if each were alone: no network has a
 * row of x or a parameter in common with another, and Adam's steps are no shorter because the loss is divided by 16.
 */
const trainNetworks = (count: number, weightDecay: number) =>
  lesson.share(
    async ({ train, MyOwnMLP }, seeds, parts, weightDecay, measured) => {
      const tf = await import("@tensorflow/tfjs");
      const { Module, Parameter, showProgress } = await import("downhill");
      type Tensor = import("@tensorflow/tfjs").Tensor;
      const networks = seeds.map((seed) => new MyOwnMLP(seed));
      const together = (ofEach: (network: typeof networks[number]) => Tensor) =>
        new Parameter(tf.tidy(() => tf.stack(networks.map(ofEach))));
      class Networks extends Module {
        first = together(({ w1, b1 }) => tf.concat([w1, b1.reshape([1, -1])])); // [seeds, 2, units]
        second = together(({ w2 }) => w2); // [seeds, units, 1]
        bias = together(({ b2 }) => b2.reshape([1, 1])); // [seeds, 1, 1]
        forward(x: Tensor) {
          const rows = x.reshape([seeds.length, -1, 1]).pad([[0, 0], [0, 0], [0, 1]], 1); // b1 is a slope along a 1
          return rows.matMul(this.first).relu().matMul(this.second).add(this.bias).reshape([-1, 1]);
        }
      }
      const model = new Networks();
      const { training, validation } = parts;
      const [learned, judged] = [training, validation].map((
        { xs, ys },
      ) => [tf.tensor2d(xs, [xs.length, 1]), tf.tensor1d(ys)]);
      const lossOfEach = ([x, y]: Tensor[]) =>
        model.forward(x).flatten().sub(y).square().reshape([seeds.length, -1]).mean(1);
      const losses: Tensor[] = [];
      const curves = await train(model, parts, {
        weightDecay,
        onProgress: async (progress) => {
          if (measured.includes(progress.step)) {
            losses.push(tf.tidy(() => tf.stack([lossOfEach(learned), lossOfEach(judged)])));
          }
          await showProgress(progress);
        },
      });
      const values = await Promise.all(losses.map((each) => each.data()));
      return { ...curves, ofEach: values.map((each) => [...each]) };
    },
    SEEDS,
    allPartsOf(count),
    weightDecay,
    MEASURED,
  );

const ofTen = trainNetworks(10, 0);
const ofTenWithDecay = trainNetworks(10, 2);
const ofEighty = trainNetworks(80, 0);

/** The losses of every seed where they were measured, looked at. */
function curvesOf({ trainingLosses, validationLosses, ofEach }: Record<string, unknown>) {
  const list = requireList(ofEach, "the losses of all seeds");
  if (list.length !== MEASURED.length) {
    throw new AssertionError(`onProgress was not called in each of ${STEPS} steps, counted from 0.`);
  }
  const rows = list.map((row) => positive(row, "losses", 2 * SEEDS.length));
  const curves = SEEDS.map((_, i) => {
    const training = rows.map((row) => row[i]);
    const validation = rows.map((row) => row[SEEDS.length + i]);
    const best = argMin(validation);
    return { training, validation, best, end: { training: training.at(-1)!, validation: validation.at(-1)! } };
  });
  for (const part of ["training", "validation"] as const) {
    const name = `${part}Losses`;
    const losses = positive(part === "training" ? trainingLosses : validationLosses, name, STEPS);
    const measured = MEASURED.map((_, k) => mean(curves.map((curve) => curve[part][k])));
    // who reports before the step has changed nothing yet; in float32, the sums are off by 1e-6
    const isThere = (later: number) =>
      MEASURED.slice(0, -1).every((step, k) => Math.abs(losses[step + later] / measured[k] - 1) < 1e-3);
    if (isThere(1) || isThere(0)) continue;
    throw new AssertionError(`${name} are not those of the ${part} set: keep the loss of each step.`);
  }
  return curves;
}

/** How many times the training loss the validation loss is at the end, in the geometric mean over the seeds. */
function gap(results: Record<string, unknown>): number {
  return geometricMean(curvesOf(results).map(({ end }) => end.validation / end.training));
}

check("shows the validation curve turn while the training curve falls", {
  id: "18-turn",
  points: 2,
  seconds: 15,
  hints: [
    "Draw both curves for one seed. Where is the smallest validation loss, and what does the training loss do after it?",
    "All 200 steps are taken unless patience says otherwise; both lists are kept up to the last.",
    "console.log(validationLosses[bestStep], validationLosses.at(-1), trainingLosses[bestStep], trainingLosses.at(-1))",
  ],
}, async () => {
  const curves = curvesOf(await ofTen());
  const turn = geometricMean(curves.map(({ validation, best, end }) => end.validation / validation[best]));
  const fall = geometricMean(curves.map(({ training, best, end }) => training[best] / end.training));
  // Means of 16 of 600 seeds: the turn is 1.47 in the middle and below 1.10 in 1 of 10,000, the fall 2.16 and 1.33; these
  // seeds have 1.52 and 1.86. Who trains on the validation set has at most 1.001 in both.
  if (!(turn >= 1.08)) {
    throw new AssertionError(
      `With 10 training points, over ${SEEDS.length} seeds the validation loss ends at ${turn.toFixed(3)} times its ` +
        "smallest, expected more than 1.08: is it the loss of points that are not trained on?",
    );
  }
  if (!(fall >= 1.25)) {
    throw new AssertionError(
      `With 10 training points, over ${SEEDS.length} seeds the training loss at the best step is ${fall.toFixed(3)} ` +
        "times that at the end, expected more than 1.25: does training go on to the last step?",
    );
  }
});

check("narrows the gap with weight decay", {
  id: "18-gap",
  points: 2,
  seconds: 15,
  hints: [
    "Train seed 1 with a weight decay of 0 and of 2: what are both losses at the end?",
    "With decay, the training loss should end higher and the validation loss lower.",
    "new AdamW(model.parameters(), { learningRate, weightDecay })",
  ],
}, async () => {
  const [without, with2] = [gap(await ofTen()), gap(await ofTenWithDecay())];
  // means of 16 of 600 seeds: 3.7 in the middle, below 1.86 in 1 of 10,000; 3.04 with these
  if (without / with2 > 1.75) return;
  throw new AssertionError(
    `The validation loss ends at ${without.toFixed(2)} times the training loss without weight decay and at ` +
      `${with2.toFixed(2)} times with a weight decay of 2, over ${SEEDS.length} seeds: it should narrow that gap by ` +
      "almost a half; does AdamW have it?",
  );
});

check("knows when a network learns by heart", {
  id: "18-answer",
  points: 2,
  seconds: 25,
  hints: [
    "What are the two losses at the end with 10 points, and with 80? Look at several seeds.",
    "The last of validationLosses divided by the last of trainingLosses: is that more than 2, mostly?",
    "split(measure(50, seed), { seed }) has 10 training points, and split(measure(120, seed), { seed }) has 80.",
  ],
}, async () => {
  const said = await lesson.evaluate(({ answers }) => answers());
  const ten = await ofTen();
  // Means of 16 of 600 seeds: with 10 points 7.3 in the middle and below 3.2 in 1 of 10,000; with 80, 1.19 and above
  // 1.57 in 1 of 10,000; 6.58 and 1.19 with these.
  const judgeGap = (
    name: "overfitsWith10" | "overfitsWith80",
    results: Record<string, unknown>,
    count: number,
  ) => {
    const factor = gap(results);
    judgeAnswer(
      name,
      said?.[name],
      factor > 2,
      count === 10,
      () =>
        `with ${count} training points your validation loss ends at ${
          factor.toFixed(2)
        } times your training loss, over ` +
        `${SEEDS.length} seeds`,
    );
  };
  judgeGap("overfitsWith10", ten, 10);
  const rise = geometricMean(curvesOf(ten).map(({ training, best, end }) => end.training / training[best]));
  judgeAnswer(
    "trainingLossRises",
    said?.trainingLossRises,
    rise > 1,
    false,
    () =>
      `from the best step to the end, your training loss goes to ${rise.toFixed(2)} times what it was, over ` +
      `${SEEDS.length} seeds`,
  );
  judgeGap("overfitsWith80", await ofEighty(), 80);
});

check("tells how it goes, and leaves no tensors behind", {
  id: "18-clean",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call of train: is it the same?",
    "To be freed: both pairs of columns, the loss of each step and of each judgement, the copies, the optimizer.",
    "tf.dispose([training, validation, scalars, best]); optimizer.dispose(); and tf.dispose(best) before a new copy",
  ],
}, async () => {
  const run = { steps: 30, learningRate: 1 };
  const results = await trainLines(VALLEYS, [{ ...run, patience: 4 }, { ...run, patience: 8 }, run])();
  [7, 24, 30].forEach((steps, i) => {
    const { told, validationLosses, before, after, atOnce, counts } = resultOf(results, i);
    const losses = requireNumbers(validationLosses, "validationLosses", steps);
    const calls = requireList(told, "what onProgress was told");
    if (calls.length !== steps) {
      throw new AssertionError(
        `onProgress was called ${counted(calls.length, "time")} in ${steps} steps: call it in each, and await it.`,
      );
    }
    const columns = [0, 1, 2].map((column) => calls.map((call) => requireNumbers(call, "a call", 3)[column]));
    assertClose(columns[0], losses.map((_, step) => step), { name: inCalls("step", "onProgress") });
    assertClose(columns[1], losses.map(() => 30), { name: inCalls("steps", "onProgress") });
    assertClose(columns[2], losses, {
      name: inCalls("loss", "onProgress"),
      relative: 1e-6,
      why: "the validation losses",
      mistakes: {
        "those are the training losses: report the validation loss": lossesOf(
          walk(VALLEYS.training, { ...run, steps }),
          VALLEYS.training,
        ),
      },
    });
    if (requireNumber(atOnce, "how often onProgress ran at once") > 1) {
      throw new AssertionError("onProgress is called again before it is done: write `await` before it.");
    }
    // the training loss of each step may be kept until the end, and the validation loss
    const during = requireNumbers(counts, "the tensors during the training", steps);
    const growth = during[steps - 1] - during[0];
    if (growth > 2 * (steps - 1) + 2) {
      throw new AssertionError(
        `${
          counted(growth, "tensor more is", "tensors more are")
        } alive at the last of ${steps} steps than at the first: dispose of the old copies ` +
          "when there is a better one.",
      );
    }
    assertNoTensorsLeft({ before, after }, steps, "is it a loss, a copy, a column, or what the optimizer remembers?");
  });
});

function argMin(values: readonly number[]): number {
  return values.indexOf(Math.min(...values));
}

/**
 * A list of so many losses, neither 0 nor infinite, because they are divided by. With these seeds, right ones are 0.8 to
 * 255.
 */
function positive(losses: unknown, name: string, length: number): readonly number[] {
  const values = requireWithin(requireNumbers(losses, name, length), 1e9, name);
  const wrong = values.findIndex((value) => value <= 1e-9);
  if (wrong < 0) return values;
  throw new AssertionError(
    `${itemName(name, wrong)} is ${describe(values[wrong])}: a mean of squares with noise in it is above 0.`,
  );
}

/** Where the best is, and how many losses there are, if waiting ends `patience` steps after the best. */
function stopped(losses: readonly number[], patience: number): { best: number; length: number } {
  let best = 0;
  for (let step = 0; step < losses.length; step++) {
    if (losses[step] < losses[best]) best = step;
    if (step - best >= patience) return { best, length: step + 1 };
  }
  return { best, length: losses.length };
}

/** How many losses there are if waiting ends after so many losses in a row each above the one before it. */
function risesInARow(losses: readonly number[], patience: number): number {
  let rises = 0;
  const last = losses.findIndex((loss, step) => {
    rises = step > 0 && loss >= losses[step - 1] ? rises + 1 : 0;
    return rises >= patience;
  });
  return last < 0 ? losses.length : last + 1;
}

/** How many losses there are if waiting ends after so many losses that were no new best, wherever they are. */
function risesInAll(losses: readonly number[], patience: number): number {
  let waits = 0;
  const last = losses.findIndex((loss, step) => {
    if (step > 0 && loss >= Math.min(...losses.slice(0, step))) waits++;
    return waits >= patience;
  });
  return last < 0 ? losses.length : last + 1;
}

/** Compares an answer with what was measured, and with what is true of right answers, but for 1 of 10,000 (above). */
function judgeAnswer(name: string, said: unknown, measured: boolean, truth: boolean, because: () => string): void {
  requireChoice(said, [true, false], `answers().${name}`);
  if (said === measured) return assertTrueAnswer(said === truth, `answers().${name}`, "train");
  throw new AssertionError(`answers().${name} is ${said}, but ${because()}.`);
}
