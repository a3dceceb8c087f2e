/**
 * The checks of lesson 05.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  fail,
  open,
  requireChoice,
  requireNumber,
  requireNumbers,
} from "downhill/testing";
import { FLOAT32_ROUNDING, lossAfter, lossesFrom, xAfter } from "./oracles/parabola.ts";

const lesson = open<typeof import("../solutions/05_autodiff.ts")>("05_autodiff");

const parabola = lesson.share(({ gradientDescent }) => gradientDescent((x) => x.square(), 2, { steps: 100 }));

check("takes the steps of lesson 04, without the formula", {
  id: "05-walk",
  points: 2,
  hints: [
    "What is tf.grad(f)? Print await tf.grad(f)(tf.scalar(2)).data() for f(x) = x².",
    "Keep x as a tensor; a step makes a new tensor, x minus the gradient times the learning rate.",
    "x = tf.tidy(() => before.sub(tf.grad(f)(before).mul(learningRate))); with before = x, to be disposed of afterwards.",
  ],
}, async () => {
  const { x } = await parabola();
  assertClose(x, xAfter(100), {
    name: "x after 100 steps",
    relative: FLOAT32_ROUNDING,
    why: "2 · 0.98ⁿ",
    mistakes: {
      "it moves uphill; do you add the gradient where it should be subtracted?": 2 * 1.02 ** 100,
      "that is one step too few": xAfter(99),
      "that is one step too many": xAfter(101),
      // a step with a learning rate of 1 goes from 2 to −2, and the next one back
      "it is back where it started: does the loop change x, and do you multiply the gradient by the learning rate?": 2,
    },
  });
});

check("notes the loss after each step, as a number", {
  id: "05-losses",
  points: 1,
  hints: [
    "How many losses should there be, and to which x does the first one belong?",
    "Compute f of the new x, and fetch the number with await … .data().",
    "const loss = tf.tidy(() => f(x)); losses.push((await loss.data())[0]); loss.dispose();",
  ],
}, async () => {
  const { losses } = await parabola();
  assertClose(losses, lossesFrom(1), {
    name: "losses",
    relative: FLOAT32_ROUNDING,
    why: "(2 · 0.98ⁿ)² after step n",
    mistakes: {
      "that is the loss before each step": lossesFrom(0),
      "that is x, not f(x)": lossesFrom(1).map(Math.sqrt),
    },
  });
});

check("differentiates a function that nobody has a formula for", {
  id: "05-any",
  points: 2,
  hints: [
    "Does anything in your function know that f is x²?",
    "tf.grad takes any function of tensors, also one with a loop inside.",
    "Use tf.grad(f) with the f that is passed in, and never 2 * x.",
  ],
}, async () => {
  const walkOn = (constant: number) =>
    lesson.evaluate(({ gradientDescent }, constant) =>
      gradientDescent(
        (x) => {
          let y = x;
          for (let i = 0; i < 3; i++) y = y.sin().add(x.mul(0.5)).square();
          return y.add(constant);
        },
        0.8,
        { steps: 5, learningRate: 0.05 },
      ), constant);
  const { x, losses } = await walkOn(0);
  // the same function in float64; its slope by a central difference, off by h² times f‴: less than 1e-8
  const f = (x: number) => {
    let y = x;
    for (let i = 0; i < 3; i++) y = (Math.sin(y) + 0.5 * x) ** 2;
    return y;
  };
  const slope = (x: number) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
  const expected: number[] = [];
  let position = 0.8;
  let uphill = 0.8;
  for (let i = 0; i < 5; i++) {
    position -= 0.05 * slope(position);
    uphill += 0.05 * slope(uphill);
    expected.push(f(position));
  }
  // about twenty roundings a step, and later steps enlarge none of them: 5 · 20 · 6e-8 is 6e-6
  assertClose(x, position, {
    name: "x after 5 steps on a function with a loop inside",
    relative: FLOAT32_ROUNDING,
    mistakes: {
      "that is where the slope of x² leads: take the gradient of the f that is passed in": 0.8 * 0.9 ** 5,
      "it moves uphill; do you add the gradient where it should be subtracted?": uphill,
    },
  });
  assertClose(losses, expected, { name: "losses", relative: 5 * FLOAT32_ROUNDING });
  // A constant has no slope. But near 1,000,000 the numbers of float32 are 0.06 apart, so the difference between
  // two near points is lost in rounding. Of the slopes from two points at x ± h, only some with h < 0.02 pass up to here, and
  // with these x is wrong by 15 % or more (measured for 1e-5 < h < 1); with tf.grad it does not change at all.
  const raised = await walkOn(1_000_000);
  assertClose(raised.x, position, {
    name: "x after 5 steps on the same function plus 1,000,000",
    relative: FLOAT32_ROUNDING,
    why: "a constant has no slope; a slope taken from two points near by drowns in rounding, tf.grad needs only one",
  });
});

check("uses the start, steps and learning rate that it is given", {
  id: "05-options",
  points: 1,
  hints: [
    "What should come back after 0 steps?",
    "All three come in as parameters; none is 2, 100 or 0.01 in your code.",
    "Begin with tf.scalar(start), loop while step < steps, and multiply by learningRate.",
  ],
}, async () => {
  const { none, some } = await lesson.evaluate(async ({ gradientDescent }) => ({
    none: await gradientDescent((x) => x.square(), 3, { steps: 0 }),
    some: await gradientDescent((x) => x.mul(3).square(), -1, { steps: 4, learningRate: 0.02 }),
  }));
  assertClose(none?.x, 3, {
    name: "x after 0 steps from 3",
    mistakes: { "that is the start of the other checks: take the one that is passed in": 2 },
  });
  requireNumbers(none?.losses, "losses", 0);
  // f(x) = 9x² has the slope 18x: a step of 0.02 multiplies x by 0.64
  assertClose(some?.x, -(0.64 ** 4), {
    name: "x after 4 steps of 0.02 on 9x² from −1",
    relative: FLOAT32_ROUNDING,
    mistakes: {
      "that is with a learning rate of 0.01: take the one that is passed in": -(0.82 ** 4),
    },
  });
});

check("leaves no tensor behind", {
  id: "05-memory",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call.",
    "Each operation makes a tensor: x.sub(y).mul(z) makes two. Which of yours are still there at the end?",
    "Wrap what a step computes into tf.tidy(() => …), dispose of the x before and of the loss, and at the end of x.",
  ],
}, async () => {
  const counts = await lesson.evaluate(async ({ gradientDescent }) => {
    const tf = await import("@tensorflow/tfjs");
    await gradientDescent((x) => x.square(), 2, { steps: 1 }); // what is made once and kept does not count
    const before = tf.memory().numTensors;
    await gradientDescent((x) => x.square(), 2, { steps: 20 });
    return { before, after: tf.memory().numTensors };
  });
  assertNoTensorsLeft(counts, 20, "tf.tidy or dispose frees them.");
});

check("measures whether the results are the same", {
  id: "05-same",
  points: 2,
  hints: [
    "Subtract the two lists of losses, one by one. How large is the largest difference, compared with the loss?",
    "Math.abs(loss − loss by hand) ÷ loss by hand, for each of the 100 steps; then the largest. Is it 0? Is it large?",
    'Math.max(...losses.map((loss, i) => Math.abs(loss - byHand[i]) / byHand[i])), and same: "up to rounding".',
  ],
}, async () => {
  const { largestDifference, same } = await lesson.evaluate(({ answers }) => answers());
  const { losses } = await parabola();
  // the experiment: the learner's own losses against the formula
  const differences = requireNumbers(losses, "losses", 100).map((loss, i) => Math.abs(loss - lossAfter(i + 1)));
  const measured = requireNumber(
    Math.max(...differences.map((difference, i) => difference / lossAfter(i + 1))),
    "the largest difference of your losses",
  );
  const stated = requireNumber(largestDifference, "largestDifference");
  // the formula and the loop in float64 differ by about 1e-14, a millionth of the difference that float32 makes
  assertAnswer(stated, measured, {
    name: "largestDifference",
    relative: 1e-3,
    how: "measure it with your own gradientDescent, over 100 steps on x² from 2",
    mistakes: {
      "that is the largest difference itself: divide each by the loss by hand first": Math.max(...differences),
      "that is the last step's: take the largest of all": differences[99] / lossAfter(100),
    },
  });
  const truth = measured === 0 ? "exactly" : measured < FLOAT32_ROUNDING ? "up to rounding" : "no";
  if (requireChoice(same, ["exactly", "up to rounding", "no"], "same") !== truth) {
    fail(`same is "${same}", but look at your largestDifference: is that 0? Is it much?`);
  }
  // rounding alone, with nothing rounded before, changes one of these losses by 4.9e-8 of its value
  const least = Math.max(...lossesFrom(1).map((loss) => Math.abs(Math.fround(loss) - loss) / loss));
  assertTrueAnswer(stated >= 0.999 * least && stated < FLOAT32_ROUNDING, "largestDifference", "gradientDescent");
});
