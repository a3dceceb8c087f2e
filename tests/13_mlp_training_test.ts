/**
 * The checks of lesson 13. From the weights of seed 7, the expected numbers are PyTorch's; with other points, seeds and
 * options they are computed here, in float64. To tell rounding from a mistake: over 2,000 steps, float32 on the cpu, on
 * wasm and on webgpu is within 3e-5 of PyTorch's losses, and 1e-4 is allowed.
 * @module
 */
import {
  assertClose,
  assertLossBelow,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  describe,
  fail,
  inCalls,
  noisyCubic,
  open,
  picked,
  type Points,
  requireChoice,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  withMinus,
} from "downhill/testing";
import {
  curveGradient,
  curveLoss,
  type CurveWeights,
  drawnWeights,
  fromList,
  toList,
} from "./oracles/curve_network.ts";
import { list, mean } from "./oracles/lists.ts";
import { adam, type Optimizer, sgd } from "./oracles/optimizers.ts";

const lesson = open<typeof import("../solutions/13_mlp_training.ts")>("13_mlp_training");

const points = noisyCubic();
const COUNT = points.xs.length;

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
    "Print the first losses: do you get 133.476, then 130.239? If not the first, look at the loss; else, at the step.",
    "The mean squared error over all points, and an Adam that knows all four parameters and the learning rate.",
    "const loss = optimizer.step(() => y.sub(forward(x, parameters)).square().mean()); scalars.push(loss);",
  ],
}, async () => {
  const losses = requireNumbers((await full())?.losses, "losses", STEPS);
  const at = (list: readonly number[], steps: readonly number[]) => steps.map((step) => list[step]);
  const expected = (steps: readonly (keyof typeof pytorch)[]) => steps.map((step) => pytorch[step]);
  const [first, later] = [[0, 1, 10] as const, [100, 500, 1000] as const];
  const right = () => adam({ learningRate: 0.01 });
  const lossesWith = (optimizer: Optimizer) => at(expectedLosses(points, 12, optimizer), first);
  assertClose(at(losses, first), expected(first), {
    name: picked("losses", first),
    relative: TOLERANCE,
    why: "PyTorch's",
    mistakes: () => ({
      "those are the losses after each step: keep what optimizer.step returns": at(
        expectedLosses(points, 12, right()).slice(1),
        first,
      ),
      [`that is ${COUNT} times as much: average over the ${COUNT} points instead of adding them up`]:
        // Adam's steps do not depend on the size of the gradient
        lossesWith(right()).map((loss) => loss * COUNT),
      "that is half of it: nothing is to be divided by 2 here": lossesWith(right()).map((loss) => loss / 2),
      "that is Adam with its own learning rate of 0.001: pass { learningRate }": lossesWith(
        adam({ learningRate: 0.001 }),
      ),
      "that is plain gradient descent: use Adam": lossesWith(sgd({ learningRate: 0.01 })),
      "y has the shape [80], the predictions [80, 1], and TF.js broadcasts to 80 × 80 differences: make y a column": at(
        broadcastLosses(points, 12, right()),
        first,
      ),
      "nothing is learned: does the optimizer know the parameters?": first.map(() => pytorch[0]),
      "the biases do not move: give all four parameters to the optimizer": lossesWith(only(right(), [0, 2])),
      "only the weights and biases of the hidden units move: give all four to the optimizer": lossesWith(
        only(right(), [0, 1]),
      ),
      "the hidden units do not move: give all four parameters to the optimizer": lossesWith(only(right(), [2, 3])),
    }),
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
    "What has the optimizer changed? Is that what you return, and is it still alive?",
    "The four variables live on: whoever calls wants to predict with them.",
    "return { parameters, losses }; and leave them out where you dispose of the rest.",
  ],
}, async () => {
  assertClose(curveLoss(trainedWeights(await full()), points), PYTORCH_END, {
    name: "the loss of the returned parameters",
    relative: TOLERANCE,
    why: "PyTorch's, after 2,000 steps",
    mistakes: { "that is the loss before training: return what the optimizer has changed": pytorch[0] },
  });
});

check("reaches a loss below 1.75 from other seeds, too", {
  id: "13-seeds",
  points: 2,
  seconds: 20,
  hints: [
    "Do two seeds give two losses? Print the first of each.",
    "Begin with the parameters of the seed that comes in; the points are the same.",
    "const parameters = createParameters(seed); is given: is it those that you train and return?",
  ],
}, async () => {
  // in float64, 27 of 60 seeds end at 0.86 or less, 32 at 1.67 and one at 3.3; after 500 steps these two are at 0.8635
  // and 1.6736 on the cpu, on wasm and on webgpu, and a straight line would be at 4.32
  for (const [seed, bound] of [[2, 1], [0, 1.75]]) {
    const losses = await lesson.evaluate(
      async ({ train }, points, seed) => {
        const { parameters, losses } = await train(points, { seed, steps: 500 });
        Object.values(parameters).forEach((each) => each.dispose());
        return losses;
      },
      points,
      seed,
    );
    assertLossBelow(losses, bound, { least: 0, name: `losses of seed ${seed}`, length: 500 });
  }
});

check("uses the points and the options of the call", {
  id: "13-options",
  points: 2,
  hints: [
    "Does anything in your function know that there are 80 points, 2,000 steps or a learning rate of 0.01?",
    "All of it comes in as a parameter. With 0 steps, nothing happens, and there are no losses.",
    "new Adam(Object.values(parameters), { learningRate }) and step < steps",
  ],
}, async ({ seed }) => {
  const data = noisyCubic({ seed: seed + 1, count: 7 });
  const { some, none } = await lesson.evaluate(
    async ({ train }, data, seed) => {
      const some = await train(data, { seed, steps: 12, learningRate: 0.02, onProgress: async () => {} });
      const none = await train(data, { seed, steps: 0, onProgress: async () => {} });
      return { some: some.losses, none: { losses: none.losses, ...none.parameters } };
    },
    data,
    seed,
  );
  const losses = requireNumbers(some, "losses of 12 steps", 12);
  assertClose(losses, expectedLosses(data, 12, adam({ learningRate: 0.02 }), seed), {
    name: "losses of 7 other points with a learning rate of 0.02",
    relative: TOLERANCE, // with 200 seeds, float32 was off by 1e-6 at most, and these mistakes by 9e-3 or more
    mistakes: {
      "that is a learning rate of 0.01: use the one of the call": expectedLosses(
        data,
        12,
        adam({ learningRate: 0.01 }),
        seed,
      ),
      "that is a learning rate of 0.001: use the one of the call": expectedLosses(
        data,
        12,
        adam({ learningRate: 0.001 }),
        seed,
      ),
      "that begins with the weights of seed 7: use the seed of the call": expectedLosses(
        data,
        12,
        adam({ learningRate: 0.02 }),
      ),
    },
  });
  requireNumbers(none?.losses, "losses of 0 steps", 0);
  assertClose(curveLoss(trainedWeights(none), data), losses[0], {
    name: "the loss of the parameters after 0 steps",
    relative: TOLERANCE,
    why: "the first loss of 12 steps",
  });
});

check("reports its progress every 10 steps", {
  id: "13-progress",
  points: 2,
  hints: [
    "At which steps would you like to hear something: 0, 10, 20? What is common to them?",
    "step % 10 is 0 at every tenth step. The loop has to wait, or nothing else gets a turn.",
    "if (step % 10 === 0) await onProgress({ step, steps, loss });",
  ],
}, async () => {
  const few = { xs: points.xs.slice(0, 5), ys: points.ys.slice(0, 5) };
  const { told, atOnce, losses } = await lesson.evaluate(async ({ train }, points) => {
    const told: { step: number; steps: number; loss: number }[] = [];
    let [busy, atOnce] = [0, 0];
    const { losses } = await train(points, {
      steps: 35,
      onProgress: async ({ step, steps, loss }) => {
        atOnce = Math.max(atOnce, ++busy);
        told.push({ step, steps, loss: typeof loss === "number" ? loss : (await loss.data())[0] });
        await new Promise((resolve) => setTimeout(resolve));
        busy--;
      },
    });
    return { told, atOnce, losses };
  }, few);
  const reports = requireList(told, "what onProgress was told").map((each) => requireRecord(each, "what it was told"));
  if (reports.length === 0) fail("onProgress was never called in 35 steps: call it at steps 0, 10, 20 and 30.");
  const steps = requireNumbers(reports.map(({ step }) => step), "the steps that onProgress was told of");
  const expected = [0, 10, 20, 30];
  const withLast = steps.length === 5 && steps[4] === 34 ? [...expected, 34] : expected; // the last may come, too
  if (steps.join() !== withLast.join()) {
    const hint = steps.length === 35
      ? "that is every step: every tenth will do"
      : steps[0] === 1
      ? "count from 0"
      : "call it where step % 10 is 0";
    fail(`onProgress was called at step ${listText(steps)}, expected ${listText(expected)}: ${hint}.`);
  }
  assertClose(reports.map(({ steps }) => steps), steps.map(() => 35), {
    name: inCalls("steps", "onProgress"),
  });
  const all = requireNumbers(losses, "losses", 35);
  assertClose(reports.map(({ loss }) => loss), steps.map((step) => all[step]), {
    name: inCalls("loss", "onProgress"),
    relative: 1e-6, // the same float32 number, perhaps once converted to text
    why: "those of these steps in losses",
    mistakes: { "those belong to the steps after": steps.map((step) => all[step + 1]) },
  });
  if (requireNumber(atOnce, "how often onProgress ran at once") > 1) {
    fail("onProgress is called again before it is done: write `await` before it.");
  }
});

check("keeps the points as they are, and frees all but the result", {
  id: "13-clean",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call of train. Is it four more, the parameters?",
    "What is to be freed: two columns, a loss for each step, what the optimizer remembers.",
    "tf.dispose([x, y, ...scalars]); optimizer.dispose();",
  ],
}, async () => {
  const { xs, before, counts, after } = await lesson.evaluate(async ({ train }) => {
    const tf = await import("@tensorflow/tfjs");
    const [xs, ys] = [[2, -1, 1], [1, 5, 3]];
    const onProgress = () => Promise.resolve(void counts.push(tf.memory().numTensors));
    const counts: number[] = [];
    tf.dispose((await train({ xs, ys }, { steps: 1, onProgress })).parameters); // tensors that are kept for good do not count
    counts.length = 0;
    const before = tf.memory().numTensors;
    tf.dispose((await train({ xs, ys }, { steps: 50, onProgress })).parameters);
    return { xs: [...xs], before, counts, after: tf.memory().numTensors };
  });
  assertClose(xs, [2, -1, 1], { name: "the caller's xs after training" });
  assertNoTensorsLeft(
    { before, after },
    50,
    "is it the loss of each step, one of the columns, or what the optimizer remembers?",
  );
  // only the loss of each step may be kept until the end: 10 from one report to the next
  const during = requireNumbers(counts, "the tensors during the training");
  const most = during.reduce((most, count, i) => i === 0 ? most : Math.max(most, count - during[i - 1]), 0);
  if (most > 10) {
    fail(
      `${counted(most, "tensor more is", "tensors more are")} alive after 10 steps: at most the loss of each may be ` +
        "kept; free the rest as you go, or let optimizer.step do it.",
    );
  }
});

check("says how many units are dead, and whether more steps help", {
  id: "13-answer",
  points: 2,
  seconds: 20,
  hints: [
    "What is the gradient of a unit that is 0 at every point? And what does the loss of seed 7 do after step 1,000?",
    "hidden(x, parameters) has a column for each unit: the largest number in it, hidden.max(0), is 0 for a dead one.",
    "hidden(x, parameters).max(0).equal(0).sum() counts 40 of them; and the loss stays at 1.67 from step 1,000 on.",
  ],
}, async () => {
  const answer = await lesson.evaluate(({ answers }) => answers());
  const trained = await full();
  const { w1, b1 } = trainedWeights(trained);
  const losses = requireNumbers(trained?.losses, "losses", STEPS);
  const isDead = (k: number) => points.xs.every((x) => w1[k] * x + b1[k] <= 0);
  const found = list(UNITS, isDead).filter(Boolean).length;
  // 40 on the cpu, on wasm and on webgpu; rounding may push a unit whose bend is at the first point to the other side
  const said = requireNumber(answer.deadUnits, "answers().deadUnits");
  if (Math.abs(said - found) > 1) {
    fail(
      `answers().deadUnits is ${
        describe(said)
      }, but after your own training from seed 7 another number of units is 0 ` +
        `at all ${COUNT} points${said === UNITS - found ? ": you count those that live" : ""}.`,
    );
  }
  const moreStepsHelp = requireChoice(answer.moreStepsHelp, [true, false], "answers().moreStepsHelp");
  // in float64 it is at 1.6696 after 4,000 steps, as after 1,000
  const fell = losses[STEPS / 2] - losses[STEPS - 1];
  if (moreStepsHelp !== fell > 0.01) {
    fail(
      `answers().moreStepsHelp is ${moreStepsHelp}, but look at your own losses: after ${STEPS / 2} steps ` +
        `${losses[STEPS / 2].toFixed(3)}, after ${STEPS} ${losses[STEPS - 1].toFixed(3)}.`,
    );
  }
  // PyTorch has 1.66956 after 1,000 steps and 1.66961 after 2,000
  assertTrueAnswer(Math.abs(said - 40) <= 1, "answers().deadUnits", "train");
  assertTrueAnswer(!moreStepsHelp, "answers().moreStepsHelp", "train");
});

/** 2,000 steps from seed 7, with the lesson's defaults; they show the line of progress, too. */
function full() {
  return lesson.share(async ({ train }, points) => {
    const { parameters: { w1, b1, w2, b2 }, losses } = await train(points);
    return { losses, w1, b1, w2, b2 };
  }, points)();
}

/** The parameters that were returned. */
function trainedWeights(trained: Partial<Record<keyof CurveWeights, { values?: unknown }>>): CurveWeights {
  const part = (name: keyof CurveWeights, length: number) =>
    requireNumbers(trained?.[name]?.values, `parameters.${name}`, length);
  return { w1: part("w1", UNITS), b1: part("b1", UNITS), w2: part("w2", UNITS), b2: part("b2", 1) };
}

/** The loss before each of the steps, in float64. */
function expectedLosses(points: Points, steps: number, optimizer: Optimizer, seed = 7): number[] {
  let weights = drawnWeights(seed);
  return list(steps, () => {
    const loss = curveLoss(weights, points);
    weights = fromList(optimizer.step(toList(weights), toList(curveGradient(weights, points))));
    return loss;
  });
}

/**
 * The same if each prediction is compared with every y: the gradient is that of the mean y, and the loss is larger, by
 * the variance of y.
 */
function broadcastLosses({ xs, ys }: Points, steps: number, optimizer: Optimizer): number[] {
  const variance = mean(ys.map((y) => (y - mean(ys)) ** 2));
  return expectedLosses({ xs, ys: ys.map(() => mean(ys)) }, steps, optimizer).map((loss) => loss + variance);
}

/** Moves only the `moved` of w1, b1, w2 and b2, given by their places; all others stay where they are. */
function only(optimizer: Optimizer, moved: readonly number[]): Optimizer {
  return {
    ...optimizer,
    step: (theta, gradient) =>
      optimizer.step(theta, gradient).map((value, j) => moved.includes(Math.floor(j / UNITS)) ? value : theta[j]),
  };
}

function listText(numbers: readonly number[]): string {
  const shown = numbers.length > 6 ? [...numbers.slice(0, 5), "…"] : numbers;
  return withMinus(shown.join(", "));
}
