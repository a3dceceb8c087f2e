/**
 * The checks of lesson 08.
 *
 * The slope of (x₁ + … + x₅)² is 2 · sum in each coordinate, so a step of 0.01 takes 0.02 · sum from all five: the sum
 * shrinks to 0.9 of itself, and after n steps each coordinate has lost 3 · (1 − 0.9ⁿ).
 *
 * How far float32 may be from that: a step rounds each coordinate by at most 5 · 6e-8 and the sum by five times as
 * much. In a coordinate these errors add up to 3e-5 in 100 steps; in the sum they shrink to 0.9 at every step, and add
 * up to 1.5e-5.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  describe,
  fail,
  normal,
  open,
  requireNumber,
  requireNumbers,
} from "downhill/testing";
import { list, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/08_gradient_descent_5d.ts")>("08_gradient_descent_5d");

const start = [1, 2, 3, 4, 5];

const inFive = lesson.share(
  ({ gradientDescent }, start) => gradientDescent((x) => x.sum().square(), start, { steps: 100 }),
  start,
);

check("reduces all five numbers by the same amount", {
  id: "08-arrives",
  points: 2,
  hints: [
    "Print x after one step: by how much does each coordinate change, and why by the same?",
    "A tf.variable of shape [5] is one variable: the optimizer changes all five numbers in one call.",
    "const x = tf.tidy(() => tf.variable(tf.tensor1d([...start]))); then optimizer.minimize(() => f(x).asScalar(), false, [x]) in a loop.",
  ],
}, async () => {
  const { x } = await inFive();
  const lost = 3 * (1 - 0.9 ** 100);
  assertClose(x, start.map((value) => value - lost), {
    name: "x",
    absolute: 1e-4,
    why: "x − 3 · (1 − 0.9ⁿ) after n = 100 steps",
    mistakes: {
      "that is where it started: does the loop change x?": start,
      "it moves uphill: hand f itself to the optimizer, not its negative": start.map((x) => x + 3 * (1.1 ** 100 - 1)),
    },
  });
});

check("shrinks the sum by a tenth at every step", {
  id: "08-losses",
  points: 1,
  hints: [
    "The loss is the sum, squared. What is it before the first step, and what after it?",
    "minimize returns the loss before its step. Compute f(x) once more after it.",
    "const loss = tf.tidy(() => f(x)); losses.push((await loss.data())[0]); loss.dispose();",
  ],
}, async () => {
  const { losses } = await inFive();
  const numbers = requireNumbers(losses, "losses", 100);
  // after 20 steps the sum is 1.8, and a rounding error of 1.5e-5 changes its square by less than 2e-5 of it
  assertClose(numbers.slice(0, 20), squaredSums(1), {
    name: "losses",
    relative: 1e-4,
    why: "(15 · 0.9ⁿ)² after step n",
    mistakes: { "that is the loss before each step": squaredSums(0) },
  });
});

check("works for other functions, and any number of dimensions", {
  id: "08-any",
  points: 2,
  hints: [
    "Does anything in your function know that there are five numbers, or that f is a sum?",
    "Take the length from start, and f, the steps and the learning rate as they come in.",
    "tf.tensor1d([...start]), tf.train.sgd(learningRate), f(x), and nothing that counts to five.",
  ],
}, async () => {
  const { one, none } = await lesson.evaluate(async ({ gradientDescent }) => ({
    one: await gradientDescent((x) => x.mul(3).square().sum(), [-1], { steps: 4, learningRate: 0.02 }),
    none: await gradientDescent((x) => x.square().sum(), [7, 8, 9], { steps: 0 }),
  }));
  // a step of 0.02 on 9x² multiplies x by 0.64
  assertClose(one?.x, [-(0.64 ** 4)], {
    name: "x after 4 steps of 0.02 on 9x² from [−1]",
    relative: 1e-5,
    mistakes: {
      "that is with a learning rate of 0.01: take the one that is passed in": [-(0.82 ** 4)],
    },
  });
  assertClose(none?.x, [7, 8, 9], { name: "x after 0 steps" });
  requireNumbers(none?.losses, "losses after 0 steps", 0);
  const two = await lesson.evaluate(({ gradientDescent }) =>
    gradientDescent((x) => x.sub([1, -2]).square().sum(), [3, 4], { steps: 3, learningRate: 0.25 })
  );
  // a step of 0.25 halves the distance to (1, −2)
  assertClose(two.x, [1 + 2 / 8, -2 + 6 / 8], { name: "x after 3 steps of 0.25 towards (1, −2)", absolute: 1e-5 });
  assertClose(two.losses, [10, 2.5, 0.625], { name: "losses", relative: 1e-5 });
});

check("leaves start unchanged, and no tensor behind", {
  id: "08-clean",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call. And is start still [1, 2, 3, 4, 5]?",
    "A variable lives until it is disposed of, also when no name refers to it any more.",
    "tf.tidy(() => tf.variable(…)); loss.dispose() in each step; x.dispose() and optimizer.dispose() at the end.",
  ],
}, async () => {
  const { list, before, after } = await lesson.evaluate(async ({ gradientDescent }) => {
    const tf = await import("@tensorflow/tfjs");
    const list = [1, 2, 3];
    await gradientDescent((x) => x.sum().square(), list, { steps: 1 }); // what is made once and kept does not count
    const before = tf.memory().numTensors;
    await gradientDescent((x) => x.sum().square(), list, { steps: 20 });
    return { list: [...list], before, after: tf.memory().numTensors };
  });
  assertClose(list, [1, 2, 3], { name: "start", why: "it is the caller's list: copy it before you change it" });
  const cause = "is it the loss of each step, the variable, what it was made from, or the optimizer's own?";
  assertNoTensorsLeft({ before, after }, 20, cause);
});

check("says how many steps gradient descent takes", {
  id: "08-gradient",
  points: 1,
  hints: [
    "Print the losses of gradientDescent(squaredSum, [1, 2, 3, 4, 5]). At which one is the first 0.001 or less?",
    "losses[0] is the loss after 1 step; findIndex gives the place of the first that fits, counted from 0.",
    "losses.findIndex((loss) => loss <= 1e-3) + 1",
  ],
}, async () => {
  const { gradientDescent } = await lesson.evaluate(({ answers }) => answers());
  const { losses } = await inFive();
  // 15 · 0.9ⁿ is 0.0333 after 58 steps and 0.0299 after 59: √10⁻³ = 0.0316 is 5 % away from both, and rounding changes
  // them by 0.05 %
  assertSteps(gradientDescent, losses, "gradientDescent");
  assertTrueAnswer(gradientDescent === 59, "gradientDescent", "gradientDescent");
});

check("says how many steps random search takes", {
  id: "08-random",
  points: 1,
  hints: [
    "Print randomSearch([1, 2, 3, 4, 5]).losses: where is the first that is 0.001 or less?",
    "As with gradient descent, but with the other list of losses. It takes long.",
    "randomSearch([1, 2, 3, 4, 5]).losses.findIndex((loss) => loss <= 1e-3) + 1",
  ],
}, async () => {
  const { randomSearch } = await lesson.evaluate(({ answers }) => answers());
  const { losses } = await lesson.evaluate(({ randomSearch }, start) => randomSearch(start), start);
  assertSteps(randomSearch, losses, "randomSearch");
  assertTrueAnswer(randomSearch === stepsOfRandomSearch(), "randomSearch", "randomSearch");
});

/** 20 losses, the first of them after `first` steps. */
function squaredSums(first: number): number[] {
  return list(20, (i) => (15 * 0.9 ** (first + i)) ** 2);
}

/** How many steps the random search of the lesson takes: lesson 07's, with seed 42. */
function stepsOfRandomSearch(): number {
  const f = (x: readonly number[]) => sum(x) ** 2;
  const random = normal(42);
  let x = [...start];
  for (let step = 1;; step++) {
    const sample = x.map((value) => value + 0.01 * random());
    if (f(sample) < f(x)) x = sample;
    if (f(x) <= 1e-3) return step;
  }
}

/** Compares the learner's answer with the step at which the learner's own losses first are 10⁻³ or less. */
function assertSteps(stated: unknown, losses: unknown, name: string): void {
  const numbers = requireNumbers(losses, `losses of ${name}`);
  const steps = numbers.findIndex((loss) => loss <= 1e-3) + 1;
  if (steps === 0) fail(`The losses of ${name} never come down to 10⁻³: first mend that.`);
  const number = requireNumber(stated, name);
  if (number === steps) return;
  const count = Number.isInteger(number) ? counted(number, "step") : `${describe(number)} steps`;
  const says = `You say that ${name} needs ${count}, but`;
  if (number === steps - 1) fail(`${says} that is a place in a list, counted from 0: steps are counted from 1.`);
  if (number > steps) fail(`${says} its loss is 10⁻³ or less before that.`);
  const loss = numbers[number - 1];
  fail(
    loss === undefined
      ? `${says} steps are whole numbers from 1.`
      : `${says} its loss after that many is ${describe(Number(loss.toPrecision(3)))}, which is more than 10⁻³.`,
  );
}
