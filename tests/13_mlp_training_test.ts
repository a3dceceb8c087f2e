/**
 * The checks of lesson 13. From the weights of seed 7, the expected numbers are PyTorch's; with other points, seeds and
 * options they are computed here, in float64. Rounding is not taken for a mistake: over 2,000 steps, the losses in
 * float32 on cpu, wasm and webgpu are within 3e-5 of PyTorch's, and 1e-4 is allowed.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  assertLossBelow,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  fail,
  inCalls,
  noisyCubic,
  open,
  picked,
  requireChoice,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  withMinus,
} from "downhill/testing";
import {
  expectedLosses,
  listen,
  mistakenLosses,
  requireLosses,
  stepsProblem,
  trainBriefly,
  trainFully,
  weightsOf,
} from "./oracles/13_mlp_training.ts";
import { curveLoss, drawnWeights } from "./oracles/curve_network.ts";
import { list } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/13_mlp_training.ts")>("13_mlp_training");

const points = noisyCubic();
const UNITS = 100;

/** PyTorch's losses before these steps, with Adam and a learning rate of 0.01, from the weights of seed 7. */
const pytorch = {
  0: 133.47598266601562,
  1: 130.2388153076172,
  10: 98.48112487792969,
  100: 4.106492519378662,
  500: 2.00216007232666,
  1000: 1.6695582866668701,
};

const TOLERANCE = 1e-4;
const STEPS = 2000;

check("has the same losses as PyTorch, step by step", {
  id: "13-losses",
  points: 3,
  seconds: 20,
  hints: [
    "Do you get 133.476, then 130.239? If the first one is wrong, check the loss; otherwise, check the step.",
    "Use the mean squared error over all points, and give Adam all four parameters and the learning rate.",
    "const loss = optimizer.step(() => y.sub(forward(x, parameters)).square().mean()); scalars.push(loss);",
  ],
}, async () => {
  const losses = requireLosses((await full())?.losses, "losses", STEPS);
  const at = (list: readonly number[], steps: readonly number[]) => steps.map((step) => list[step]);
  const expected = (steps: readonly (keyof typeof pytorch)[]) => steps.map((step) => pytorch[step]);
  const [first, later] = [[0, 1, 10] as const, [100, 500, 1000] as const];
  assertClose(at(losses, first), expected(first), {
    name: picked("losses", first),
    relative: TOLERANCE,
    why: "PyTorch's",
    mistakes: () => {
      const mistakes = mistakenLosses(points, { steps: 12, learningRate: 0.01, seed: 7 });
      return Object.fromEntries(Object.entries(mistakes).map(([cause, losses]) => [cause, at(losses, first)]));
    },
  });
  assertClose(at(losses, later), expected(later), {
    name: picked("losses", later),
    relative: TOLERANCE,
    why: "PyTorch's",
  });
});

/** PyTorch's loss after 2,000 steps. */
const PYTORCH_END = 1.6696126461029053;

check("returns the trained parameters", {
  id: "13-parameters",
  points: 2,
  seconds: 20,
  hints: [
    "Which variables has the optimizer changed? Do you return them, without disposing of them first?",
    "Do not dispose of the four variables: the caller needs them to predict.",
    "return { parameters, losses }; and dispose of everything except these parameters.",
  ],
}, async ({ seed }) => {
  const after = (losses: readonly number[]) => ({
    "that is the loss before training: return the variables that the optimizer has changed": losses[0],
  });
  assertClose(curveLoss(weightsOf(await full()), points), PYTORCH_END, {
    name: "the loss of the returned parameters",
    relative: TOLERANCE,
    why: "PyTorch's, after 2,000 steps",
    mistakes: after([pytorch[0]]),
  });
  const { data, options, evidence, expected } = await brief(seed);
  assertClose(curveLoss(weightsOf(evidence?.parameters), data), expected[options.steps], {
    name: `the loss of the parameters after ${options.steps} steps on 7 other points`,
    relative: BRIEF_TOLERANCE,
    mistakes: {
      ...after(expected),
      "that is the loss before the last step": expected[options.steps - 1],
      "that is the lowest loss of the training: return the parameters from after the last step": Math.min(...expected),
    },
  });
});

check("also reaches a loss below 1.75 from other seeds", {
  id: "13-seeds",
  points: 2,
  seconds: 20,
  hints: [
    "Do two seeds give different losses? Print the first loss of each.",
    "Start with the parameters of the seed that is passed in; the points are the same.",
    "const parameters = createParameters(seed); is given: do you train and return these parameters?",
  ],
}, async () => {
  // in float64, 27 of 60 seeds end with a loss of 0.86 or less, 32 with 1.67 and one with 3.3; after 400 steps the two
  // seeds here have 0.916 and 1.715 on cpu, wasm and webgpu; a straight line would have 4.32
  for (const [seed, bound] of [[2, 1], [0, 1.75]]) {
    const losses = await lesson.evaluate(
      async ({ train }, points, seed) => {
        const { parameters, losses } = await train(points, { seed, steps: 400 });
        [parameters.w1, parameters.b1, parameters.w2, parameters.b2].forEach((each) => each.dispose());
        return losses;
      },
      points,
      seed,
    );
    const values = requireLosses(losses, `losses of seed ${seed}`, 400);
    assertClose(values[0], curveLoss(drawnWeights(seed), points), {
      name: `the first of the losses of seed ${seed}`,
      relative: TOLERANCE,
      mistakes: { "that is the first loss of seed 7: does train use the seed that is passed in?": pytorch[0] },
    });
    assertLossBelow(values, bound, { least: 0, name: `losses of seed ${seed}` });
  }
});

check("uses the points and the options that it is given", {
  id: "13-options",
  points: 2,
  hints: [
    "Does your function work only for 80 points, 2,000 steps or a learning rate of 0.01?",
    "All of these are passed in. With 0 steps, nothing happens, and there are no losses.",
    "new Adam(Object.values(parameters), { learningRate }) and step < steps",
  ],
}, async ({ seed }) => {
  const { data, options, evidence, ...reference } = await brief(seed);
  const { steps } = options;
  const losses = requireLosses(evidence?.losses, `losses of ${steps} steps`, steps);
  const expected = reference.expected.slice(0, steps);
  assertClose(losses, expected, {
    name: "losses of 7 other points with a learning rate of 0.05",
    relative: BRIEF_TOLERANCE,
    mistakes: () => ({
      "that comes from a learning rate of 0.01: use the rate that is passed in": expectedLosses(data, {
        ...options,
        learningRate: 0.01,
      }),
      "those are the losses of the 80 points: use the points that are passed in": expectedLosses(points, options),
      "x and y are swapped": expectedLosses({ xs: data.ys, ys: data.xs }, options),
      "that starts with the parameters of seed 7: use the seed that is passed in": seed === 7
        ? []
        : expectedLosses(data, { ...options, seed: 7 }),
      "after a rise, the lowest loss so far is listed instead of the loss of the step": expected.map((_, i) =>
        Math.min(...expected.slice(0, i + 1))
      ),
      "the losses are sorted": expected.toSorted((a, b) => b - a),
      ...mistakenLosses(data, options),
    }),
  });
  const again = requireLosses(evidence?.again, "losses of a second call", steps);
  if (again.some((loss, step) => Math.abs(loss - losses[step]) > TOLERANCE * losses[step])) {
    fail(
      "a second call with the same options returns different losses: does it still use something from the first call?",
    );
  }
  const [before, after] = requireLosses(evidence?.still, "losses with a learning rate of 0", 2);
  if (before !== after) {
    fail("with a learning rate of 0, the loss changes: is 0 replaced by another learning rate?");
  }
  requireLosses(evidence?.none?.losses, "losses of 0 steps", 0);
  assertClose(curveLoss(weightsOf(evidence?.none?.parameters), data), losses[0], {
    name: "the loss of the parameters after 0 steps",
    relative: TOLERANCE,
    why: "the first loss of 12 steps",
  });
});

check("reports its progress every 10 steps", {
  id: "13-progress",
  points: 2,
  hints: [
    "At which steps do you want a report: 0, 10, 20? What do these numbers have in common?",
    "step % 10 is 0 at every tenth step. The loop must wait for onProgress before it continues.",
    "if (step % 10 === 0) await onProgress({ step, steps, loss });",
  ],
}, async () => {
  const few = { xs: points.xs.slice(0, 5), ys: points.ys.slice(0, 5) };
  const { reports, meanwhile, shown, losses } = await lesson.evaluate(listen, few);
  const calls = requireList(reports, "the calls to onProgress").map((each) => requireRecord(each, "a call"));
  if (calls.length === 0) {
    fail(
      requireNumber(shown, "the number of calls to showProgress") > 0
        ? "onProgress was never called in 35 steps, but showProgress was: call the function that is passed in."
        : "onProgress was never called in 35 steps, expected at steps 0, 10, 20 and 30.",
    );
  }
  const steps = requireNumbers(calls.map(({ step }) => step), inCalls("step", "onProgress"));
  const expected = [0, 10, 20, 30];
  const withLast = steps.length === 5 && steps[4] === 34 ? [...expected, 34] : expected; // 34 is the last step
  if (steps.join() !== withLast.join()) {
    const problem = stepsProblem(steps);
    fail(
      `onProgress was called at step ${listText(steps)}, expected ${listText(expected)}` +
        (problem === undefined ? "." : `: ${problem}.`),
      { hasCause: problem !== undefined },
    );
  }
  assertClose(calls.map(({ steps }) => steps), steps.map(() => 35), {
    name: inCalls("steps", "onProgress"),
    mistakes: {
      "that is the default: report the number of steps that is passed in": steps.map(() => STEPS),
      "that is the number of reports": steps.map(() => expected.length),
      "that is the number of remaining steps": steps.map((step) => 35 - step),
      "that is the index of the last step": steps.map(() => 34),
    },
  });
  const all = requireLosses(losses, "losses", 35);
  assertClose(calls.map(({ loss }) => loss), steps.map((step) => all[step]), {
    name: inCalls("loss", "onProgress"),
    relative: 1e-6, // the same float32 number, but it may have been converted to text
    why: "the losses of these steps in the list",
    mistakes: {
      "those belong to the next steps": steps.map((step) => all[step + 1]),
      "those belong to the previous steps": steps.map((step) => all[Math.max(0, step - 1)]),
      "that is the first loss every time": steps.map(() => all[0]),
    },
  });
  if (requireNumber(meanwhile, "the number of early steps") > 0) {
    fail("the loop continues before onProgress has finished: write `await` before it.");
  }
  if (requireNumber((await full())?.shown, "the number of calls to showProgress") === 0) {
    fail("without onProgress in the options, nothing shows the progress: the default is showProgress.");
  }
});

check("leaves the points unchanged, and frees all but the result", {
  id: "13-clean",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call to train. Is it four more, the parameters?",
    "Free the two columns, the loss of each step, and the tensors of the optimizer.",
    "tf.dispose([x, y, ...scalars]); optimizer.dispose();",
  ],
}, async () => {
  const { xs, ys, before, counts, after, disposed } = await lesson.evaluate(async ({ train }) => {
    const tf = await import("@tensorflow/tfjs");
    const { isDisposed } = await import("downhill/instruments");
    const [xs, ys] = [[2, -1, 1], [1, 5, 3]];
    const onProgress = () => Promise.resolve(void counts.push(tf.memory().numTensors));
    const counts: number[] = [];
    // this call may keep tensors for later ones
    tf.dispose((await train({ xs: [...xs], ys: [...ys] }, { steps: 1, onProgress })).parameters);
    counts.length = 0;
    const mine = [tf.variable(tf.scalar(1)), tf.scalar(2)];
    const before = tf.memory().numTensors;
    tf.dispose((await train({ xs, ys }, { steps: 50, onProgress })).parameters);
    const after = tf.memory().numTensors;
    return { xs: [...xs], ys: [...ys], before, counts, after, disposed: mine.filter(isDisposed).length };
  });
  const [cameXs, cameYs] = [requireNumbers(xs, "the caller's xs"), requireNumbers(ys, "the caller's ys")];
  if (`${cameXs};${cameYs}` !== "2,-1,1;1,5,3") {
    const name = String(cameXs) === "2,-1,1" ? "ys" : "xs";
    fail(`train changes the caller's ${name}: make a copy if you need them in another order.`);
  }
  if (requireNumber(disposed, "the number of disposed tensors of the caller") > 0) {
    fail("train disposes of tensors that are not its own: dispose only of tensors that train has made.");
  }
  assertNoTensorsLeft(
    { before, after },
    50,
    "is it the loss of each step, one of the columns, or a tensor of the optimizer?",
  );
  // only the loss of each step may be kept until the end: 10 more tensors from one report to the next
  const during = requireNumbers(counts, "the tensors during the training");
  const most = during.reduce((most, count, i) => i === 0 ? most : Math.max(most, count - during[i - 1]), 0);
  if (most > 10) {
    fail(
      `${counted(most, "more tensor is", "more tensors are")} kept after 10 steps than before, expected one loss ` +
        "for each step: free the rest as you go, or let optimizer.step free it.",
    );
  }
});

check("says how many units are dead, and whether more steps help", {
  id: "13-answer",
  points: 2,
  seconds: 20,
  hints: [
    "What is the gradient of a unit that is 0 at every point? And what does the loss of seed 7 do after step 1,000?",
    "hidden(x, parameters) has a column for each unit. If a unit is dead, the largest number in its column is 0.",
    "hidden(x, parameters).max(0).equal(0).sum() is 40, and the loss stays at 1.67 after step 1,000.",
  ],
}, async () => {
  const { deadUnits, moreStepsHelp } = await lesson.evaluate(async ({ answers }) => {
    const { deadUnits, moreStepsHelp } = await answers();
    return { deadUnits, moreStepsHelp };
  });
  const trained = await full();
  const { w1, b1, w2 } = weightsOf(trained);
  const losses = requireLosses(trained?.losses, "losses", STEPS);
  const isZero = (k: number) => (x: number) => w1[k] * x + b1[k] <= 0;
  const count = (holds: (k: number) => boolean) => list(UNITS, holds).filter(Boolean).length;
  const found = count((k) => points.xs.every(isZero(k)));
  // 40 on cpu, wasm and webgpu; a unit that bends at the first point may be dead or not, depending on rounding
  const dead = requireNumber(deadUnits, "answers().deadUnits");
  assertAnswer(dead, found, {
    name: "answers().deadUnits",
    absolute: 1,
    how: "after your own training from seed 7, count the units that are 0 at all 80 points",
    own: { code: "train", isTrue: Math.abs(dead - 40) <= 1 },
    mistakes: {
      "that is the number of the units that are not dead.": UNITS - found,
      "those units are 0 at one point or more: count only units that are 0 at all points.": count((k) =>
        points.xs.some(isZero(k))
      ),
      "those units are 0 at x = 0: count only units that are 0 at all points.": count((k) => b1[k] <= 0),
      "that is the number of negative weights in w1.": count((k) => w1[k] < 0),
      "that is the number of negative weights in w2.": count((k) => w2[k] < 0),
      "that is the number of dead units before the training: use the trained parameters.": 0,
      "that is the number of units that are never 0: count the units that are always 0.": count((k) =>
        !points.xs.some(isZero(k))
      ),
    },
  });
  const said = requireChoice(moreStepsHelp, [true, false], "answers().moreStepsHelp");
  // the loss in float64 is 1.6696 after 1,000 and 4,000 steps; PyTorch has 1.66956 after 1,000, 1.66961 after 2,000
  const fell = losses[STEPS / 2] - losses[STEPS - 1];
  if (said !== fell > 0.01) {
    const isTrue = said === false; // if it is true, the training is wrong
    fail(
      `answers().moreStepsHelp is ${said}, but look at your own losses: the loss after ${STEPS / 2} steps is ` +
        `${losses[STEPS / 2].toFixed(3)}, and after ${STEPS} steps it is ${losses[STEPS - 1].toFixed(3)}.`,
      { hasCause: !isTrue },
    );
  }
  assertTrueAnswer(!said, "answers().moreStepsHelp", "train");
});

/** 2,000 steps from seed 7, with the lesson's defaults; this run also shows the progress line. */
function full() {
  return lesson.share(trainFully, points)();
}

/** Over 60 seeds, float32 losses are off by 1e-6 at most after 12 steps; TF.js's Adam, which rounds 1 − β₂, by 3e-4. */
const BRIEF_TOLERANCE = 1e-3;

/**
 * 12 steps on 7 other points, and the losses that are expected before each step and after the last. With this learning
 * rate, the loss does not fall in every step.
 */
async function brief(seed: number) {
  const data = noisyCubic({ seed: seed + 1, count: 7 });
  const options = { steps: 12, learningRate: 0.05, seed };
  const [evidence, expected] = await Promise.all([lesson.share(trainBriefly, data, options)(), reference()]);
  return { data, options, evidence, expected };

  async function reference() {
    await new Promise((resolve) => setImmediate(resolve)); // first, the lesson is asked: it trains meanwhile
    return expectedLosses(data, { ...options, steps: options.steps + 1 });
  }
}

function listText(numbers: readonly number[]): string {
  const shown = numbers.length > 6 ? [...numbers.slice(0, 5), "…"] : numbers;
  return withMinus(shown.join(", "));
}
