/**
 * The checks of lesson 04.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  assertLossBelow,
  assertTrueAnswer,
  check,
  describe,
  fail,
  open,
  requireNumber,
  requireNumbers,
} from "downhill/testing";
import { lossAfter, xAfter } from "./oracles/parabola.ts";

const lesson = open<typeof import("../solutions/04_gradient_descent.ts")>("04_gradient_descent");

const parabola = lesson.share(({ gradientDescent }) => gradientDescent((x) => x ** 2, (x) => 2 * x, 2));

check("reaches the minimum of x²", {
  id: "04-minimum",
  points: 2,
  hints: [
    "Print x for the first five steps: does it come nearer to 0?",
    "Each step moves x against the derivative, by the learning rate times its size.",
    "In the loop: x -= learningRate * df(x); then losses.push(f(x)); and return { x, losses } at the end.",
  ],
}, async () => {
  const { x, losses } = await parabola();
  // 1,000 steps round x 1,000 times, each by at most 2⁻⁵³ of it: 1.1e-13 in all
  assertClose(x, xAfter(1000), {
    name: "x after 1,000 steps",
    relative: 1e-12,
    why: "2 · 0.98ⁿ",
    mistakes: {
      "it moves uphill; do you add the gradient where it should be subtracted?": 2 * 1.02 ** 1000,
      "that is one step too few": xAfter(999),
      "that is one step too many": xAfter(1001),
      "that is where it started: does the loop change x, by the learning rate times f′(x)?": 2,
    },
  });
  assertLossBelow(losses, 1.2e-17, { least: 0, length: 1000, why: "4 · 0.98²⁰⁰⁰ is 1.13e−17" });
});

check("notes the loss after each step", {
  id: "04-losses",
  points: 1,
  hints: [
    "How many losses are there after 3 steps? And which is the first?",
    "A loss belongs to the x that a step arrived at, not to the one that it left.",
    "Call losses.push(f(x)) after the line that changes x.",
  ],
}, async () => {
  const { losses } = await lesson.evaluate(({ gradientDescent }) =>
    gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 3 })
  );
  assertClose(losses, [1, 2, 3].map(lossAfter), {
    name: "losses",
    relative: 1e-12,
    why: "(2 · 0.98ⁿ)² after step n",
    mistakes: {
      "that is the loss before the step": [0, 1, 2].map(lossAfter),
      "that is x, not f(x)": [1.96, 1.9208, 1.882384],
    },
  });
});

check("works for other functions and learning rates", {
  id: "04-general",
  points: 2,
  hints: [
    "Does anything in your function know that f is x²?",
    "Use the df that is passed in, and the learning rate that is passed in.",
    "x -= learningRate * df(x); with df and learningRate from the parameters, never 2 * x or 0.01.",
  ],
}, async () => {
  // f(x) = (x − 3)⁴ / 4 has f′(x) = (x − 3)³; from 5 with a learning rate of 0.1 a step goes to 5 − 0.1 · 8 = 4.2
  const steep = await lesson.evaluate(({ gradientDescent }) =>
    gradientDescent((x) => (x - 3) ** 4 / 4, (x) => (x - 3) ** 3, 5, { steps: 2, learningRate: 0.1 })
  );
  assertClose(steep.x, 4.2 - 0.1 * 1.2 ** 3, {
    name: "x after 2 steps on (x − 3)⁴ / 4 from 5 with learning rate 0.1",
    relative: 1e-12,
  });
  assertClose(steep.losses, [1.2 ** 4 / 4, (1.2 - 0.1 * 1.2 ** 3) ** 4 / 4], { name: "losses", relative: 1e-12 });
  const other = await lesson.evaluate(({ gradientDescent }) =>
    gradientDescent((x) => 3 * x ** 2, (x) => 6 * x, -1, { steps: 10, learningRate: 0.05 })
  );
  assertClose(other.x, -(0.7 ** 10), {
    name: "x after 10 steps on 3x² from −1 with learning rate 0.05",
    relative: 1e-12,
  });
});

check("does nothing in 0 steps", {
  id: "04-zero",
  points: 1,
  hints: [
    "What should come back if no step is taken?",
    "With 0 steps the walk ends where it starts, and there is no loss to note.",
    "Let x begin at start and losses empty; the loop runs while step < steps.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ gradientDescent }) =>
    gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 0 })
  );
  assertClose(x, 2, { name: "x after 0 steps from 2" });
  requireNumbers(losses, "losses", 0);
});

check("predicts where the walk diverges", {
  id: "04-diverges",
  points: 2,
  hints: [
    "Take learning rates of 0.5, 0.9 and 1.1 and print x for ten steps each.",
    "One step on x² multiplies x by 1 − 2 · learning rate. When is that number smaller than 1 in size?",
    "1 − 2 · 0.01 is the factor; |1 − 2 · rate| reaches 1 at a rate of 1.",
  ],
}, async () => {
  const { factorPerStep, divergesAbove } = await lesson.evaluate(({ answers }) => answers());
  const limit = requireNumber(divergesAbove, "divergesAbove");
  const factor = requireNumber(factorPerStep, "factorPerStep");
  // the experiment: the learner's own walk, a little below and a little above the limit that the learner predicts
  const { below, above, one } = await lesson.evaluate(({ gradientDescent }, limit) => {
    const end = (learningRate: number, steps: number) =>
      gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps, learningRate })?.x;
    return { below: end(limit * 0.99, 200), above: end(limit * 1.01, 200), one: end(0.01, 1) };
  }, limit);
  const measured = Math.abs(requireNumber(one, "x after one step")) / 2;
  assertAnswer(factor, measured, {
    name: "factorPerStep",
    relative: 1e-6,
    how: "take one step with your own gradientDescent, and divide where it ends by where it began",
    own: { code: "gradientDescent", isTrue: Math.abs(factor - 0.98) < 1e-6 }, // a step multiplies x by 1 − 2 · 0.01
    mistakes: {
      "that is the factor of the loss, x²: what is that of x?": measured ** 2,
      "the derivative of x² is 2x": 1 - 0.01,
    },
  });
  // 200 steps multiply x by 0.98²⁰⁰ = 0.018 below the limit and by 1.02²⁰⁰ = 52 above it; far above the limit, x ends
  // as Infinity or NaN
  const [near, far] = [below, above].map((x) => Number.isFinite(x) ? Math.abs(x) : Infinity);
  if (limit <= 0) fail(`divergesAbove is ${describe(limit)}, but a learning rate is more than 0.`);
  const isTooLarge = near > 2;
  const isTrue = Math.abs(limit - 1) < 1e-6; // a step multiplies x by 1 − 2 · rate, whose size reaches 1 at a rate of 1
  if (!isTrue && (isTooLarge || far < 2)) {
    fail(
      `divergesAbove is ${describe(limit)}, which is too ${isTooLarge ? "large" : "small"}: a little ` +
        `${isTooLarge ? "below" : "above"} that rate, 200 steps of your own gradientDescent from x = 2 lead ` +
        `${isTooLarge ? "away from" : "towards"} the minimum.`,
    );
  }
  // between the two, the walk may still diverge more slowly or faster than a right one
  assertClose(near, xAfter(200), { name: "|x| after 200 steps just below divergesAbove", relative: 1e-6 });
  assertClose(far, 2 * 1.02 ** 200, {
    name: "|x| after 200 steps just above divergesAbove",
    relative: 1e-6,
    mistakes: { "it stays where it began: gradient descent takes every step, also one that leads up": 2 },
  });
  assertTrueAnswer(isTrue, "divergesAbove", "gradientDescent");
});
