/**
 * The checks of lesson 08.
 *
 * The slope of (x₁ + … + x₅)² is 2 · sum in each coordinate, so a step of 0.01 subtracts 0.02 · sum from all five: each
 * step multiplies the sum by 0.9, and after n steps each coordinate has become smaller by 3 · (1 − 0.9ⁿ).
 *
 * In float32, a step rounds each coordinate by at most 5 · 6e-8, and the sum by five times as much. In a coordinate,
 * these errors add up to 3e-5 in 100 steps. In the sum, each step multiplies the earlier errors by 0.9, so they add up
 * to only 1.5e-5.
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  describe,
  fail,
  isList,
  normal,
  open,
  requireNumber,
  requireNumbers,
  shapeText,
} from "downhill/testing";
import { numberAt } from "./oracles/evidence.ts";
import { list, sum } from "./oracles/lists.ts";
import { momentum } from "./oracles/momentum.ts";
import { adam, type Optimizer } from "./oracles/optimizers.ts";
import { squaredSumLosses } from "./oracles/random_search.ts";

const lesson = open<typeof import("../solutions/08_gradient_descent_5d.ts")>("08_gradient_descent_5d");

const start = [1, 2, 3, 4, 5];

/** A walk with the defaults, after a short one with another learning rate. */
const inFive = lesson.share(async ({ gradientDescent }, start) => {
  const earlier = await gradientDescent((x) => x.sum().square(), [1, 0, 0, 0, 0], {
    steps: 2,
    learningRate: 0.003,
  });
  const walk = await gradientDescent((x) => x.sum().square(), start);
  return { earlier: earlier?.losses, x: walk?.x, losses: walk?.losses };
}, start);

check("reduces all five numbers by the same amount", {
  id: "08-arrives",
  points: 2,
  hints: [
    "Print x after one step. How much does each coordinate change? Why are these changes equal?",
    "A tf.variable of shape [5] is one variable: the optimizer changes all five numbers in one call.",
    "const x = tf.tidy(() => tf.variable(tf.tensor1d([...start]))); then optimizer.minimize(() => f(x).asScalar(), false, [x]) in a loop.",
  ],
}, async () => {
  const { earlier, x, losses } = await inFive();
  const falls = numberAt(losses, 99) < numberAt(losses, 0);
  const { rate, text } = otherDefault(earlier, losses);
  assertClose(x, after(100), {
    name: "x",
    absolute: 1e-4,
    why: "start − 3 · (1 − 0.9ⁿ) after n = 100 steps",
    mistakes: {
      ...(falls
        ? { "that is the start, but the losses fall: return the variable's value after the last step": start }
        : { "that is the start: does the loop change x?": start }),
      "it moves uphill: is f, or the learning rate, multiplied by −1?": after(100, -0.01),
      "that comes from the learning rate of an earlier call: make an optimizer in each call": after(100, 0.003),
      [text]: after(100, rate),
      "that is where Adam leads: use tf.train.sgd": endOf(adam({ learningRate: 0.01, epsilon: 1e-7 })),
      "that is where an optimizer with momentum leads: use tf.train.sgd": endOf(
        momentum({ learningRate: 0.01, share: 0.9 }),
      ),
    },
  });
});

check("shrinks the sum by a tenth at every step", {
  id: "08-losses",
  points: 1,
  hints: [
    "The loss is the square of the sum. What is it before the first step, and what is it after this step?",
    "optimizer.minimize returns the loss before its step. After each step, compute f(x) again.",
    "const loss = tf.tidy(() => f(x)); losses.push((await loss.data())[0]); loss.dispose();",
  ],
}, async () => {
  const { earlier, losses } = await inFive();
  const all = squaredSums(100, 1);
  if (isList(losses) && losses.length === 1) {
    fail("losses has 1 value, expected 100: note the loss of each step, not only of one.");
  }
  if (isList(losses) && losses.length === 99) {
    const isShifted = Math.abs(numberAt(losses, 0) / all[1] - 1) < 1e-3;
    fail(`losses has 99 values, expected 100: is the ${isShifted ? "loss after the first step" : "last one"} missing?`);
  }
  const isOtherDefault = isList(losses) && ![100, 101].includes(losses.length) && isList(earlier) &&
    earlier.length === 2;
  if (isOtherDefault && Math.abs(numberAt(losses, 0) / all[0] - 1) < 1e-3) {
    fail(`Without options there are ${counted(losses.length, "step")}, expected 100, the default.`);
  }
  const numbers = requireNumbers(losses, "losses", 100);
  const { rate, text } = otherDefault(earlier, losses);
  // after 20 steps the sum is 1.8, and an error of 1.5e-5 in it changes its square by less than 2e-5 of its value
  assertClose(numbers.slice(0, 20), all.slice(0, 20), {
    name: "losses",
    relative: 1e-4,
    why: "(15 · 0.9ⁿ)² after step n",
    mistakes: {
      "that is the loss before each step": squaredSums(20, 0),
      [text]: squaredSums(20, 1, rate),
      "that is the sum, but f(x) is its square": list(20, (i) => 15 * 0.9 ** (i + 1)),
    },
  });
  assertClose(numbers, all, { name: "losses", absolute: 0.03, why: "(15 · 0.9ⁿ)² after step n" });
  // on a GPU, reading a number takes time; here it takes many turns of the microtask queue
  const inTime = await lesson.evaluate(async ({ gradientDescent }) => {
    const f = (x: tf.Tensor) => {
      const loss = x.square().sum();
      const read = loss.data.bind(loss);
      const value = async () => {
        const numbers = read(); // starts to read at once, because the loss may be disposed of during these turns
        for (let turn = 0; turn < 100; turn++) await null;
        return await numbers;
      };
      return Object.defineProperty(loss, "data", { value });
    };
    const walk = await gradientDescent(f, [1], { steps: 2, learningRate: 0.25 });
    return [...walk.losses];
  });
  if (isList(inTime) && inTime.length < 2) {
    fail(
      `losses has ${counted(inTime.length, "value")} when gradientDescent returns, expected 2, if reading a loss ` +
        "takes time: do you await the data of each loss?",
    );
  }
  assertClose(inTime, [0.25, 0.0625], { name: "losses of 2 steps of 0.25 on x² from [1]", relative: 1e-5 });
});

check("works for other functions, and any number of dimensions", {
  id: "08-any",
  points: 2,
  hints: [
    "Does your function work only for five numbers, or only if f is the square of a sum?",
    "Use the length of start, and the f, the steps and the learning rate that are passed in.",
    "tf.tensor1d([...start]), tf.train.sgd(learningRate), f(x), and never the number 5.",
  ],
}, async () => {
  const { one, none, small, overshot, shape } = await lesson.evaluate(async ({ gradientDescent }) => {
    let shape: number[] = [];
    const bowl = (x: tf.Tensor) => {
      shape = x.shape;
      return x.square().sum();
    };
    const one = await gradientDescent((x) => x.mul(3).square().sum(), [-1], { steps: 4, learningRate: 0.02 });
    const none = await gradientDescent(bowl, [7, 8, 9], { steps: 0 });
    const small = await gradientDescent(bowl, [2 ** -20], { steps: 3 });
    const overshot = await gradientDescent(bowl, [1, 0, -1], { steps: 3, learningRate: 1.5 });
    return {
      one: { x: one?.x, losses: one?.losses },
      none: { x: none?.x, losses: none?.losses },
      small: small?.losses,
      overshot: overshot?.x,
      shape,
    };
  });
  if (isList(one?.x) && one?.x.length === 5) {
    fail("x after 4 steps of 0.02 on 9x² from [−1] has 5 values, expected 1: begin at the start that is passed in.");
  }
  // a step of 0.02 on 9x² multiplies x by 0.64
  assertClose(one?.x, [-(0.64 ** 4)], {
    name: "x after 4 steps of 0.02 on 9x² from [−1]",
    relative: 1e-5,
    mistakes: {
      "that comes from a learning rate of 0.01: use the one that is passed in": [-(0.82 ** 4)],
      "that comes from the learning rate of an earlier call: make an optimizer in each call": [-(0.946 ** 4)],
      "that is where the square of the sum leads: minimize the f that is passed in": [-(0.96 ** 4)],
      "that is one step too few": [-(0.64 ** 3)],
      "that is one step too many": [-(0.64 ** 5)],
      "that is where twice as many steps lead: does each iteration of the loop take two steps?": [-(0.64 ** 8)],
    },
  });
  assertClose(one?.losses, list(4, (i) => 9 * 0.64 ** (2 * (i + 1))), {
    name: "losses of 4 steps of 0.02 on 9x² from [−1]",
    relative: 1e-5,
  });
  assertClose(none?.x, [7, 8, 9], { name: "x after 0 steps" });
  requireNumbers(none?.losses, "losses after 0 steps", 0);
  const axes = requireNumbers(shape, "the shape of x");
  if (axes.length !== 1) {
    fail(`f gets a tensor of shape ${shapeText(axes)}, expected [3]: a list of three numbers has one axis.`);
  }
  // scaling by a power of two does not change the rounding, so these are the losses from 1, divided by 2⁴⁰
  const name = "losses of 3 steps on x² from [2⁻²⁰]";
  if (isList(small) && small.length === 1) {
    fail(
      `${name} has 1 value, expected 3: does the loop end when the loss is small? Take all the steps that are requested.`,
    );
  }
  assertClose(small, list(3, (i) => 0.98 ** (2 * (i + 1)) / 2 ** 40), { name, relative: 1e-5 });
  // a step of 1.5 on x² multiplies x by −2
  assertClose(overshot, [-8, 0, 8], {
    name: "x after 3 steps of 1.5 on the sum of the squares from (1, 0, −1)",
    relative: 1e-5,
    why: "a learning rate that is too large leads away from the minimum",
    mistakes: { "do you undo a step if the loss gets larger? Gradient descent keeps every step": [1, 0, -1] },
  });
  const two = await lesson.evaluate(async ({ gradientDescent }) => {
    const tf = await import("@tensorflow/tfjs");
    const { isDisposed, numbersOf } = await import("downhill/instruments");
    const target = tf.tidy(() => tf.variable(tf.tensor1d([1, -2])));
    const walk = await gradientDescent((x) => x.sub(target).square().sum(), [3, 4], { steps: 3, learningRate: 0.25 });
    const isGone = isDisposed(target);
    const other = isGone ? null : await numbersOf(target);
    if (!isGone) target.dispose();
    return { x: walk?.x, losses: walk?.losses, other };
  });
  if (two.other === null) {
    fail("You dispose of a variable that f uses, but that you did not make: dispose only of your own variables.");
  }
  assertClose(two.other, [1, -2], {
    name: "another variable that f uses",
    why: "only x may change",
    // the slopes are opposite: a step of 0.25 moves x and the other variable to the middle, where they stay
    mistakes: { "without a list of variables, an optimizer changes every variable that f uses": [2, 1] },
  });
  // a step of 0.25 halves the distance to (1, −2)
  assertClose(two.x, [1 + 2 / 8, -2 + 6 / 8], { name: "x after 3 steps of 0.25 towards (1, −2)", absolute: 1e-5 });
  assertClose(two.losses, [10, 2.5, 0.625], { name: "losses", relative: 1e-5 });
});

check("leaves start unchanged, and leaves no tensors behind", {
  id: "08-clean",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call. Then print start: is it still [1, 2, 3, 4, 5]?",
    "A variable keeps its memory until you dispose of it, even when no name refers to it any more.",
    "tf.tidy(() => tf.variable(…)); loss.dispose() in each step; x.dispose() and optimizer.dispose() at the end.",
  ],
}, async () => {
  const { list, before, after, bytes, idle, left } = await lesson.evaluate(async ({ gradientDescent }) => {
    const tf = await import("@tensorflow/tfjs");
    const { isDisposed } = await import("downhill/instruments");
    const scale = tf.scalar(3);
    const seen = { points: new Set<tf.Tensor>(), parts: new Set<tf.Tensor>(), losses: new Set<tf.Tensor>() };
    const f = (x: tf.Tensor) => {
      const product = x.mul(scale);
      const total = product.sum();
      const loss = total.square();
      seen.points.add(x);
      seen.parts.add(product).add(total);
      seen.losses.add(loss);
      return loss;
    };
    const list = [2, 3, 1];
    await gradientDescent(f, list, { steps: 1 }); // tensors that are made once and kept do not count
    for (const tensors of Object.values(seen)) tensors.clear();
    const before = tf.memory();
    await gradientDescent(f, list, { steps: 20 });
    const after = tf.memory();
    await gradientDescent(f, list, { steps: 0 });
    const idle = tf.memory().numTensors - after.numTensors;
    const alive = (tensors: Set<tf.Tensor>) => [...tensors].filter((tensor) => !isDisposed(tensor)).length;
    const left = { points: alive(seen.points), parts: alive(seen.parts), losses: alive(seen.losses) };
    scale.dispose();
    const bytes = after.numBytes - before.numBytes;
    return { list: [...list], before: before.numTensors, after: after.numTensors, bytes, idle, left };
  });
  const numbers = requireNumbers(list, "start", 3);
  if (numbers.some((value, i) => value !== [2, 3, 1][i])) {
    fail(
      `start was (2, 3, 1) and is now (${
        numbers.map(describe).join(", ")
      }): it is the caller's list, so work with a copy.`,
    );
  }
  const total = requireNumber(after, "the number of tensors after") - requireNumber(before, "the number before");
  const kept = `${counted(total, "tensor is", "tensors are")} left behind after 20 steps:`;
  if (total > 0 && total === left?.losses) {
    fail(`${kept} the loss of each step. Dispose of it after you read its value.`);
  }
  if (total > 0 && total === left?.parts) {
    fail(`${kept} the intermediate results of f. Call f inside tf.tidy, which frees them.`);
  }
  if (total > 1 && total === left?.points) {
    fail(`${kept} the x of each step. Dispose of it when you have the next one.`);
  }
  if (total === 1 && left?.points === 1) fail(`${kept} the variable. It keeps its memory until you dispose of it.`);
  if (total === 2 && left?.points === 1 && bytes === 12) {
    fail(`${kept} the variable, and the tensor that it was made from.`);
  }
  // a number takes 4 bytes: start has three numbers, and an optimizer keeps one, its learning rate
  if (total === 1 && bytes === 12) fail(`${kept} is it the tensor that the variable was made from?`);
  if (total === 1 && bytes === 4) fail(`${kept} does it belong to the optimizer? An optimizer also has a dispose().`);
  if ((total === 19 || total === 20) && left?.points === 0 && left?.losses === 0) {
    fail(`${kept} do you make a new optimizer in each step? Each keeps a tensor until you dispose of it.`);
  }
  const cause =
    "is it the loss of each step, the variable, or the tensor it was made from? Or does it belong to the optimizer?";
  assertNoTensorsLeft({ before, after }, 20, cause);
  if (requireNumber(idle, "the number of tensors after 0 steps") !== 0) {
    fail(
      `${
        counted(idle, "tensor is", "tensors are")
      } left behind after 0 steps: free everything even if there is no step.`,
    );
  }
});

check("says how many steps gradient descent takes", {
  id: "08-gradient",
  points: 1,
  hints: [
    "Print the losses of gradientDescent(squaredSum, [1, 2, 3, 4, 5]). Which is the first that is 0.001 or less?",
    "losses[0] is the loss after 1 step; findIndex returns the index of the first loss that is small enough, counted from 0.",
    "losses.findIndex((loss) => loss <= 1e-3) + 1",
  ],
}, async () => {
  const { gradientDescent, randomSearch } = await answersOf();
  const { losses } = await inFive();
  // 15 · 0.9ⁿ is 0.0333 after 58 steps and 0.0299 after 59: √10⁻³ = 0.0316 is 5 % away from both, and rounding changes
  // the sums by 0.05 %
  assertSteps(gradientDescent, losses, { name: "gradientDescent", truth: 59, other: randomSearch });
});

check("says how many steps random search takes", {
  id: "08-random",
  points: 1,
  hints: [
    "Print randomSearch([1, 2, 3, 4, 5]).losses. Which is the first that is 0.001 or less?",
    "Do the same as for gradient descent, with this list of losses. Random search needs many more steps.",
    "randomSearch([1, 2, 3, 4, 5]).losses.findIndex((loss) => loss <= 1e-3) + 1",
  ],
}, async () => {
  const { gradientDescent, randomSearch } = await answersOf();
  const { losses } = await lesson.evaluate(({ randomSearch }, start) => {
    const search = randomSearch(start);
    return { losses: search?.losses };
  }, start);
  const random = normal(42);
  const truth = firstSmall(squaredSumLosses(start, { steps: 2000, stdDev: 0.01, random }));
  if (typeof randomSearch === "number" && randomSearch !== truth) {
    // lesson 07 also searches along a line: a step that changes each coordinate by 1 changes the sum by 5
    const along = firstSmall(squaredSumLosses([15], { steps: 2000, stdDev: 0.05, random: normal(42) }));
    if (Math.abs(randomSearch / along - 1) < 0.1) {
      const steps = counted(randomSearch, "step");
      fail(
        `You say that randomSearch needs ${steps}: is that the search along the line, from the picture of lesson 07?`,
      );
    }
  }
  assertSteps(randomSearch, losses, { name: "randomSearch", truth, other: gradientDescent });
});

const answersOf = lesson.share(async ({ answers }) => {
  const answered = await answers(); // answers may measure, and then it returns a promise
  return { gradientDescent: answered?.gradientDescent, randomSearch: answered?.randomSearch };
});

/** The x after this many steps. */
function after(steps: number, learningRate = 0.01): number[] {
  const lost = 3 * (1 - (1 - 10 * learningRate) ** steps);
  return start.map((value) => value - lost);
}

/** The x after 100 steps of an optimizer. */
function endOf(optimizer: Optimizer): number[] {
  let x: readonly number[] = start;
  for (let i = 0; i < 100; i++) x = optimizer.step(x, start.map(() => 2 * sum(x)));
  return [...x];
}

/** A list of `count` losses, starting with the loss after `first` steps. */
function squaredSums(count: number, first: number, learningRate = 0.01): number[] {
  return list(count, (i) => (15 * (1 - 10 * learningRate) ** (first + i)) ** 2);
}

/**
 * The learning rate that explains the first loss of a walk without options, and a message about it. The rate is NaN if
 * it is the right one, or if the walk ignores a rate that is passed in.
 */
function otherDefault(earlier: unknown, losses: unknown): { rate: number; text: string } {
  const fitting = (1 - Math.sqrt(numberAt(losses, 0)) / 15) / 10;
  const isUsed = Math.abs(numberAt(earlier, 1) - 0.97 ** 4) < 1e-4;
  const isOther = [0.01, 0.003].every((rate) => Math.abs(fitting - rate) > 1e-5); // 0.003 is the rate of the earlier call
  const rate = isUsed && isOther ? fitting : NaN;
  return {
    rate,
    text: `that comes from a learning rate of ${describe(Number(rate.toPrecision(3)))}: the default is 0.01`,
  };
}

/** The number of steps after which the loss is `bound` or less for the first time; 0 if it never is. */
function firstSmall(losses: readonly number[], bound = 1e-3): number {
  return losses.findIndex((loss) => loss <= bound) + 1;
}

/** What the learner's answer is compared with. */
interface Known {
  /** The method that takes the steps. */
  name: string;
  /** The right answer. */
  truth: number;
  /** The learner's answer about the other method. */
  other: unknown;
}

/**
 * Compares the learner's answer with the step at which the learner's own loss first becomes 10⁻³ or less.
 */
function assertSteps(stated: unknown, losses: unknown, { name, truth, other }: Known): void {
  const numbers = requireNumbers(losses, `losses of ${name}`);
  const steps = firstSmall(numbers);
  if (steps === 0) fail(`The losses of ${name} never fall to 10⁻³: first fix ${name}.`, { hasCause: false });
  const number = requireNumber(stated, name);
  if (number === steps) return assertTrueAnswer(number === truth, name, name);
  if (number === truth) {
    fail(`Your own ${name} needs a different number of steps than you say: first fix ${name}.`, { hasCause: false });
  }
  const count = Number.isInteger(number) ? counted(number, "step") : `${describe(number)} steps`;
  const says = `You say that ${name} needs ${count}, but`;
  if (other === steps) fail(`${says} the other method does: did you swap the two answers?`);
  if (number === steps - 1) fail(`${says} that is the index in the list, counted from 0: count steps from 1.`);
  if (number === steps + 1) fail(`${says} that is one too many: losses[0] is the loss after 1 step.`);
  if (number === numbers.length) {
    fail(`${says} that is the total number of steps: which is the first with a loss of 10⁻³ or less?`);
  }
  for (const [bound, text] of [[1e-2, "10⁻²"], [1e-4, "10⁻⁴"], [1e-6, "10⁻⁶"]] as const) {
    if (number === firstSmall(numbers, bound)) {
      fail(`${says} its loss first falls to ${text} or less there: the question is about 10⁻³.`);
    }
  }
  if (number > steps) fail(`${says} its loss is 10⁻³ or less before that.`, { hasCause: false });
  const loss = numbers[number - 1];
  fail(
    loss === undefined
      ? `${says} the number of steps must be a whole number, at least 1.`
      : `${says} its loss after that many steps is ${describe(Number(loss.toPrecision(3)))}, which is more than 10⁻³.`,
    { hasCause: loss === undefined },
  );
}
