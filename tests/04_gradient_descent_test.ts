/**
 * The checks of lesson 04.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  assertTrueAnswer,
  check,
  describe,
  fail,
  isList,
  type Mistakes,
  open,
  requireNumber,
  requireNumbers,
  requireStepLosses,
} from "downhill/testing";
import { list } from "./oracles/lists.ts";
import { lossAfter, xAfter } from "./oracles/parabola.ts";

const lesson = open<typeof import("../solutions/04_gradient_descent.ts")>("04_gradient_descent");

const parabola = lesson.share(({ gradientDescent }) => {
  const { x, losses } = gradientDescent((x) => x ** 2, (x) => 2 * x, 2);
  const asked = gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 1000, learningRate: 0.01 });
  return { x, losses, asked: asked.losses };
});

/** The losses after each step on x² from 2 with the default options. */
const LOSSES = list(1000, (i) => lossAfter(i + 1));

check("reaches the minimum of x²", {
  id: "04-minimum",
  points: 2,
  hints: [
    "Print x for the first five steps: does x get nearer to 0?",
    "In each step, subtract the learning rate times the derivative from x.",
    "In the loop: x -= learningRate * df(x); then losses.push(f(x)); and return { x, losses } at the end.",
  ],
}, async () => {
  const { x, losses, asked } = await parabola();
  if (isRight(asked) && isList(losses) && losses.length > 0 && !isRight(losses)) {
    const option = losses.length === 1000 ? "learningRate" : "steps";
    fail(
      "losses are wrong without options, but right with { steps: 1000, learningRate: 0.01 }: " +
        `did you change the default of ${option}?`,
    );
  }
  const values = requireStepLosses(losses, LOSSES, 4);
  // each of 1,000 steps rounds x by at most 2⁻⁵³ of its value, which adds up to 1.1e-13 of it
  assertClose(x, xAfter(1000), {
    name: "x after 1,000 steps",
    relative: 1e-12,
    why: "2 · 0.98ⁿ",
    mistakes: () => mistakesInX(values),
  });
  assertClose(values, LOSSES, {
    name: "losses",
    relative: 1e-9,
    why: "(2 · 0.98ⁿ)² after step n",
    mistakes: {
      "that is the loss before the step": [4, ...LOSSES.slice(0, -1)],
      ...(isNearly(values, LOSSES)
        ? { "x is right, but the losses are slightly off: do you round them?": values }
        : {}),
    },
  });
});

check("notes the loss after each step", {
  id: "04-losses",
  points: 1,
  hints: [
    "How many losses are there after 3 steps? Which is the first?",
    "The loss of a step is f at the new x, not at the x before the step.",
    "Call losses.push(f(x)) after the line that changes x.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ gradientDescent }) => {
    const { x, losses } = gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 3 });
    return { x, losses };
  });
  const isWalkRight = typeof x === "number" && Math.abs(x - xAfter(3)) < 1e-9; // at half the rate, losses look like f′
  const whyAlways4 = x === 2
    ? "x never moves"
    : x === -2
    ? "x jumps from 2 to −2 and back: is the slope multiplied by the learning rate?"
    : "that is always the loss at the start";
  const right = [1, 2, 3].map(lossAfter);
  assertClose(requireStepLosses(losses, right, 4), right, {
    name: "losses",
    relative: 1e-12,
    why: "(2 · 0.98ⁿ)² after step n",
    mistakes: {
      "that is the loss before the step": [0, 1, 2].map(lossAfter),
      "that is x, not f(x)": [1, 2, 3].map(xAfter),
      ...(isWalkRight ? { "that is f′(x), not f(x)": [1, 2, 3].map((n) => 2 * xAfter(n)) } : {}),
      [whyAlways4]: [4, 4, 4],
    },
  });
});

/** The mistakes in the learning rate that explain a walk of three steps; the right rate is 0.05. */
function mistakesInRate(path: readonly number[], slope: (x: number) => number): Mistakes {
  const end = path[path.length - 1];
  const rates = path.slice(1).map((x, i) => (path[i] - x) / slope(path[i]));
  if (rates.length !== 3) return {};
  if (rates.every((rate) => Math.abs(rate - rates[0]) < 1e-9 * Math.abs(rate))) {
    return {
      [`every slope is multiplied by ${describe(rates[0])}: is that the learning rate that is passed in?`]: end,
    };
  }
  if (Math.abs(rates[0] - 0.05) < 1e-9 && rates[1] < rates[0] && rates[2] < rates[1] && rates[2] > 0) {
    return { "the learning rate gets smaller from step to step, but it is a constant": end };
  }
  return {};
}

check("works for other functions and learning rates", {
  id: "04-general",
  points: 2,
  hints: [
    "Does your function work only if f is x²?",
    "Use the df that is passed in, and the learning rate that is passed in.",
    "x -= learningRate * df(x); with df and learningRate from the parameters, never 2 * x or 0.01.",
  ],
}, async () => {
  const steep = await lesson.evaluate(({ gradientDescent }) => {
    const points = new Set<number>();
    const df = (x: number) => {
      points.add(x);
      return (x - 3) ** 3;
    };
    const { x, losses } = gradientDescent((x) => (x - 3) ** 4 / 4, df, 5, { steps: 3, learningRate: 0.05 });
    return { x, losses, points: [...points] };
  });
  const points = requireNumbers(steep.points, "the list of points at which df is called");
  if (points.length === 0) fail("df is never called: compute the slope with the df that is passed in.");
  const slope = (x: number) => (x - 3) ** 3; // the derivative of (x − 3)⁴ / 4
  const right = [1, 2, 3].map((steps) => walk(slope, 5, { steps, learningRate: 0.05 }));
  assertClose(steep.x, right[2], {
    name: "x after 3 steps on (x − 3)⁴ / 4 from 5 with learning rate 0.05",
    relative: 1e-12,
    mistakes: () => mistakesInRate([...points, Number(steep.x)], slope),
  });
  const losses = right.map((x) => (x - 3) ** 4 / 4);
  assertClose(requireStepLosses(steep.losses, losses, 4), losses, { name: "losses", relative: 1e-12 });
  const other = await lesson.evaluate(({ gradientDescent }) => {
    const { x } = gradientDescent((x) => 3 * x ** 2, (x) => 6 * x, -1, { steps: 10, learningRate: 0.05 });
    return { x };
  });
  assertClose(other.x, -(0.7 ** 10), {
    name: "x after 10 steps on 3x² from −1 with learning rate 0.05",
    relative: 1e-12,
    mistakes: { "x moves uphill where the slope is below 0: do you use the slope's absolute value?": -(1.3 ** 10) },
  });
  // a learning rate of 1.25 multiplies x by 1 − 2 · 1.25 in each step: f gets larger and larger
  const rising = await lesson.evaluate(({ gradientDescent }) => {
    const { x, losses } = gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 3, learningRate: 1.25 });
    return { x, losses };
  });
  const where = "on x² from 2 with learning rate 1.25";
  if (rising.x === 2 && isList(rising.losses) && rising.losses.length === 0) {
    fail(
      `gradientDescent takes none of the 3 steps ${where}: gradient descent takes every step, even if f gets larger.`,
    );
  }
  assertClose(requireStepLosses(rising.losses, [9, 20.25, 45.5625], 4), [9, 20.25, 45.5625], {
    name: `losses ${where}`,
    relative: 1e-12,
    mistakes: {
      "that is the smallest loss so far, not the loss after each step": [9, 9, 9],
      [
        rising.x === 2
          ? "x stays at 2: gradient descent takes every step, even one that leads uphill"
          : "that is f at the start"
      ]: [4, 4, 4],
    },
  });
  assertClose(rising.x, -6.75, {
    name: `x after 3 steps ${where}`,
    relative: 1e-12,
    mistakes: { "that is the best x of all: return the last one": 2 },
  });
});

check("does nothing in 0 steps", {
  id: "04-zero",
  points: 1,
  hints: [
    "What should the function return if no step is taken?",
    "With 0 steps the walk ends where it starts, and there is no loss to note.",
    "Begin with x = start and an empty list of losses; the loop runs while step < steps.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ gradientDescent }) => {
    const { x, losses } = gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 0 });
    return { x, losses };
  });
  requireStepLosses(losses, [], 4);
  assertClose(x, 2, { name: "x after 0 steps from 2" });
});

check("predicts where the walk diverges", {
  id: "04-diverges",
  points: 2,
  hints: [
    "Run ten steps each with learning rates of 0.5, 0.9 and 1.1, and print x after every step.",
    "One step on x² multiplies x by 1 − 2 · learning rate. When is the absolute value of that factor less than 1?",
    "The factor is 1 − 2 · 0.01. |1 − 2 · rate| reaches 1 at a rate of 1.",
  ],
}, async () => {
  const { factorPerStep, divergesAbove } = await lesson.evaluate(({ answers }) => {
    const { factorPerStep, divergesAbove } = answers();
    return { factorPerStep, divergesAbove };
  });
  const limit = requireNumber(divergesAbove, "divergesAbove");
  const factor = requireNumber(factorPerStep, "factorPerStep");
  // the experiment: the learner's own walk, a little below and a little above the limit that the learner states
  const { below, above, one } = await lesson.evaluate(({ gradientDescent }, limit) => {
    const end = (learningRate: number, steps: number) =>
      gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps, learningRate }).x;
    return { below: end(limit * 0.99, 200), above: end(limit * 1.01, 200), one: end(0.01, 1) };
  }, limit);
  const measured = Math.abs(requireNumber(one, "x after one step")) / 2;
  assertAnswer(factor, measured, {
    name: "factorPerStep",
    relative: 1e-6,
    how: "take one step with your own gradientDescent, and divide the new x by the old x",
    own: { code: "gradientDescent", isTrue: Math.abs(factor - 0.98) < 1e-6 }, // a step multiplies x by 1 − 2 · 0.01
    mistakes: {
      "that is the factor of the loss, x²: what is the factor of x?": measured ** 2,
      "that would be right if the slope were x, but the derivative of x² is 2x": 1 - 0.01,
      "that is the share of x that a step takes away: what share is left?": 2 * 0.01,
      "x would move away from 0: is the step added or subtracted?": 1 + 2 * 0.01,
      "that is x after one step from 2: by which factor was 2 multiplied?": 1.96,
    },
  });
  // 200 steps multiply x by 0.98²⁰⁰ = 0.018 below the limit and by 1.02²⁰⁰ = 52 above it; far above the limit, x ends
  // as Infinity or NaN
  const [near, far] = [below, above].map((x) => Number.isFinite(x) ? Math.abs(x) : Infinity);
  if (limit <= 0) fail(`divergesAbove is ${describe(limit)}, but a learning rate is more than 0.`);
  const isTooLarge = near > 2;
  const isTrue = Math.abs(limit - 1) < 1e-6; // a step multiplies x by 1 − 2 · rate, whose absolute value reaches 1 at a rate of 1
  if (!isTrue && (isTooLarge || far < 2)) {
    fail(
      `divergesAbove is ${describe(limit)}, which is too ${isTooLarge ? "large" : "small"}: a little ` +
        `${isTooLarge ? "below" : "above"} that rate, 200 steps of your own gradientDescent from x = 2 lead ` +
        `${isTooLarge ? "away from" : "towards"} the minimum.`,
    );
  }
  // a wrong walk may also end on the right sides of 2, but not at these distances
  assertClose(near, xAfter(200), { name: "|x| after 200 steps just below divergesAbove", relative: 1e-6 });
  assertClose(far, 2 * 1.02 ** 200, { name: "|x| after 200 steps just above divergesAbove", relative: 1e-6 });
  assertTrueAnswer(isTrue, "divergesAbove", "gradientDescent");
});

/**
 * Whether `losses` are right. Each of 1,000 steps rounds x by at most 2⁻⁵³ of its value, so x is off by at most 1.1e-13
 * of its value, and x² by twice as much.
 */
function isRight(losses: unknown): boolean {
  if (!isList(losses) || losses.length !== LOSSES.length) return false;
  const values = Array.from(losses);
  return values.every((loss, i) => typeof loss === "number" && Math.abs(loss - LOSSES[i]) < 1e-9 * LOSSES[i]);
}

/** Whether the losses could be the right ones, rounded to two or more decimal places. */
function isNearly(losses: readonly number[], right: readonly number[]): boolean {
  return losses.every((loss, i) => Math.abs(loss - right[i]) <= 0.005);
}

/** The x after `steps` steps of gradient descent, where `slope` is the derivative. */
function walk(slope: (x: number) => number, start: number, options: { steps: number; learningRate: number }): number {
  return list(options.steps, () => 0).reduce((x) => x - options.learningRate * slope(x), start);
}

/** The mistakes that explain an x after 1,000 steps on x² from 2. Only the losses can tell some of them apart. */
function mistakesInX(losses: readonly number[]): Mistakes {
  const mistakes: Mistakes = {
    "it moves uphill; do you add the gradient where it should be subtracted?": 2 * 1.02 ** 1000,
    "that is one step too few": xAfter(999),
    "that is one step too many": xAfter(1001),
    "each step subtracts a multiple of f(x), not of f′(x)": walk((x) => x ** 2, 2, {
      steps: 1000,
      learningRate: 0.01,
    }),
  };
  if (isRight(losses)) mistakes["that is the start: do you return the last x of the walk?"] = 2;
  if (losses.every((loss) => Math.abs(loss - lossAfter(1)) < 1e-9)) {
    mistakes["that is still the start: each step computes a new point, but does it change x?"] = 2;
    mistakes["that is where the first step leads: does every step begin at the start again?"] = xAfter(1);
  }
  return mistakes;
}
