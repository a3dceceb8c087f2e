/**
 * The checks of lesson 05.
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import {
  assertAnswer,
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  describe,
  fail,
  isList,
  open,
  requireChoice,
  requireNumber,
  requireNumbers,
} from "downhill/testing";
import { numberAt, numberOf } from "./oracles/evidence.ts";
import { list, mean, sum } from "./oracles/lists.ts";
import { FLOAT32_ROUNDING, learningRateOf, lossAfter, lossesFrom, xAfter } from "./oracles/parabola.ts";

const lesson = open<typeof import("../solutions/05_autodiff.ts")>("05_autodiff");

const parabola = lesson.share(async ({ gradientDescent }) => {
  const twoSteps = await gradientDescent((x) => x.square(), 2, { steps: 2, learningRate: 0.003 });
  const walk = await gradientDescent((x) => x.square(), 2, { steps: 100 });
  return { twoSteps: twoSteps?.x, x: walk?.x, losses: walk?.losses };
});

check("takes the steps of lesson 04, without the formula", {
  id: "05-walk",
  points: 2,
  hints: [
    "What is tf.grad(f)? Print await tf.grad(f)(tf.scalar(2)).data() for f(x) = x².",
    "Keep x as a tensor; each step makes a new tensor: x minus the gradient times the learning rate.",
    "x = tf.tidy(() => before.sub(tf.grad(f)(before).mul(learningRate))); where before is the old x: dispose of it afterwards.",
  ],
}, async () => {
  const { twoSteps, x, losses } = await parabola();
  const falls = numberAt(losses, 99) < numberAt(losses, 0);
  const rate = Math.abs(numberOf(twoSteps) - xAfter(2, 0.003)) < 1e-4 ? learningRateOf(x, losses, 1) : NaN;
  const rateText = describe(Number(rate.toPrecision(3)));
  assertClose(x, xAfter(100), {
    name: "x after 100 steps",
    relative: FLOAT32_ROUNDING,
    why: "2 · 0.98ⁿ",
    mistakes: {
      "it moves uphill; do you add the gradient where it should be subtracted?": xAfter(100, -0.01),
      "that is one step too few": xAfter(99),
      "that is one step too many": xAfter(101),
      // a step with a learning rate of 1 goes from 2 to −2, and the next step goes back
      ...(falls ? { "that is the start, but the losses fall: return the x after the last step": 2 } : {
        "that is the start: does the loop change x, and do you multiply the gradient by the learning rate?": 2,
      }),
      [`that is where a learning rate of ${rateText} leads: the default is 0.01`]: xAfter(100, rate),
      "that is the slope at the end, not x": 2 * xAfter(100),
      "that is the last loss, not x": lossAfter(100),
    },
  });
});

check("notes the loss after each step, as a number", {
  id: "05-losses",
  points: 1,
  hints: [
    "How many losses should there be, and at which x is the first one?",
    "Compute f at the new x, and read the number with await … .data().",
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
      "that is x, not f(x)": list(100, (i) => xAfter(i + 1)),
      "that is the slope at x, not f(x)": list(100, (i) => 2 * xAfter(i + 1)),
      "that is the slope before each step, not f(x)": list(100, (i) => 2 * xAfter(i)),
    },
  });
  // on a GPU, reading a number takes time; here it takes many turns of the microtask queue
  const inTime = await lesson.evaluate(async ({ gradientDescent }) => {
    const f = (x: tf.Tensor) => {
      const loss = x.square();
      const read = loss.data.bind(loss);
      const value = async () => {
        const numbers = read(); // starts to read at once, because the loss may be disposed of during these turns
        for (let turn = 0; turn < 100; turn++) await null;
        return await numbers;
      };
      return Object.defineProperty(loss, "data", { value });
    };
    const walk = await gradientDescent(f, 1, { steps: 2, learningRate: 0.25 });
    return [...walk.losses];
  });
  if (isList(inTime) && inTime.length < 2) {
    fail(
      `losses has ${counted(inTime.length, "value")} when gradientDescent returns, expected 2, if reading a loss ` +
        "takes time: do you await the data of each loss?",
    );
  }
  assertClose(inTime, [0.25, 0.0625], { name: "losses of 2 steps of 0.25 on x² from 1", relative: FLOAT32_ROUNDING });
});

check("differentiates a function without a formula", {
  id: "05-any",
  points: 2,
  hints: [
    "Does your function work only if f is x²?",
    "tf.grad takes any function of tensors, even one with a loop inside.",
    "Use tf.grad(f) with the f that is passed in, not 2 * x.",
  ],
}, async () => {
  const walkOn = (constant: number) =>
    lesson.evaluate(async ({ gradientDescent }, constant) => {
      let axes = 0;
      const walk = await gradientDescent(
        (x) => {
          axes = Math.max(axes, x.shape.length);
          let y = x;
          for (let i = 0; i < 3; i++) y = y.sin().add(x.mul(0.5)).square();
          return y.add(constant);
        },
        0.8,
        { steps: 5, learningRate: 0.05 },
      );
      return { x: walk?.x, losses: walk?.losses, axes };
    }, constant);
  const { x, losses, axes } = await walkOn(0);
  if (requireNumber(axes, "the number of axes of x") > 0) {
    fail("f gets a list with one number in it, expected a single number: make x with tf.scalar, without axes.");
  }
  // the same function in float64; its slope is a central difference, with an error of about h² · f‴, less than 1e-8
  const f = (x: number) => {
    let y = x;
    for (let i = 0; i < 3; i++) y = (Math.sin(y) + 0.5 * x) ** 2;
    return y;
  };
  const slope = (x: number) => (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;
  const expected: number[] = [];
  const squares: number[] = [];
  let [position, uphill, straight] = [0.8, 0.8, 0.8];
  for (let i = 0; i < 5; i++) {
    position -= 0.05 * slope(position);
    uphill += 0.05 * slope(uphill);
    straight -= 0.05 * slope(0.8);
    expected.push(f(position));
    squares.push(position ** 2);
  }
  // each step rounds about 20 times, and later steps do not enlarge these errors: 5 · 20 · 6e-8 is 6e-6
  assertClose(x, position, {
    name: "x after 5 steps on a function with a loop inside",
    relative: FLOAT32_ROUNDING,
    mistakes: {
      "that is where the slope of x² leads: take the gradient of the f that is passed in": 0.8 * 0.9 ** 5,
      "it moves uphill; do you add the gradient where it should be subtracted?": uphill,
      "each step uses the gradient at the start: compute it again at the new x": straight,
    },
  });
  assertClose(losses, expected, {
    name: "losses",
    relative: 5 * FLOAT32_ROUNDING,
    mistakes: { "that is x², but the loss is f(x)": squares },
  });
  // a step of 1.5 on x² multiplies x by −2, so each loss is four times the previous one
  const overshot = await lesson.evaluate(async ({ gradientDescent }) => {
    const walk = await gradientDescent((x) => x.square(), 1, { steps: 3, learningRate: 1.5 });
    return { x: walk?.x, losses: walk?.losses };
  });
  assertClose(overshot.x, -8, {
    name: "x after 3 steps of 1.5 on x² from 1",
    relative: 0.01, // also accepts slopes measured at two points: the next comparison judges them
    why: "1 · (−2)³: a learning rate that is too large leads away from the minimum",
    mistakes: { "do you undo a step if the loss gets larger? Gradient descent keeps every step": 1 },
  });
  // A constant does not change the slope. But near 1,000,000, float32 numbers are 0.06 apart, so rounding hides the
  // difference between f at two nearby points. Slopes measured at x ± h pass the checks above only for some h < 0.02,
  // and here they make x wrong by 15 % or more (measured for 1e-5 < h < 1). With tf.grad, x does not change at all.
  const raised = await walkOn(1_000_000);
  requireNumbers(raised.losses, "losses", 5);
  const raisedX = requireNumber(raised.x, "x after 5 steps on the same function plus 1,000,000");
  if (Math.abs(raisedX - position) <= FLOAT32_ROUNDING * position) return;
  fail(
    `x after 5 steps on the same function plus 1,000,000 is ${describe(Number(raisedX.toPrecision(3)))}, as if the ` +
      "constant changed the slope: do you measure it from two nearby points? Rounding makes that wrong.",
  );
});

check("uses the start, steps and learning rate that it is given", {
  id: "05-options",
  points: 1,
  hints: [
    "What should the function return after 0 steps?",
    "All three are parameters: write neither 2 nor 100 nor 0.01 in your code.",
    "Begin with tf.scalar(start), loop while step < steps, and multiply by learningRate.",
  ],
}, async () => {
  const { none, some, small, unasked } = await lesson.evaluate(async ({ gradientDescent }) => {
    const none = await gradientDescent((x) => x.square(), 3, { steps: 0 });
    const some = await gradientDescent((x) => x.mul(3).square(), -1, { steps: 4, learningRate: 0.02 });
    const small = await gradientDescent((x) => x.square(), 2 ** -20, { steps: 3 });
    // 1,000 steps take 50 ms: skip them if the code shows that the default is 1,000
    const isStated = /\bsteps\s*(=|:|\?\?)\s*(1000|1_000|1e3)\b/.test(String(gradientDescent));
    const stop = new Error("stop");
    const f = (x: tf.Tensor) => {
      if (isStated) throw stop;
      return x.square();
    };
    let unasked: ArrayLike<number> | undefined;
    try {
      unasked = (await gradientDescent(f, 2))?.losses;
    } catch (error) {
      if (error !== stop) throw error;
    }
    return {
      none: { x: none?.x, losses: none?.losses },
      some: { x: some?.x, losses: some?.losses },
      small: small?.losses,
      unasked: unasked ?? null,
    };
  });
  assertClose(none?.x, 3, {
    name: "x after 0 steps from 3",
    mistakes: { "that is the start of other checks: use the start that is passed in": 2 },
  });
  requireNumbers(none?.losses, "losses after 0 steps", 0);
  // f(x) = 9x² has the slope 18x: a step of 0.02 multiplies x by 0.64
  assertClose(some?.x, -(0.64 ** 4), {
    name: "x after 4 steps of 0.02 on 9x² from −1",
    relative: FLOAT32_ROUNDING,
    mistakes: {
      "that comes from a learning rate of 0.01: use the one that is passed in": -(0.82 ** 4),
    },
  });
  assertClose(some?.losses, list(4, (i) => 9 * 0.64 ** (2 * (i + 1))), {
    name: "losses of 4 steps of 0.02 on 9x² from −1",
    relative: FLOAT32_ROUNDING,
  });
  // scaling by a power of two does not change the rounding, so these are the losses from 2, divided by 2⁴²
  const name = "losses of 3 steps on x² from 2⁻²⁰";
  if (isList(small) && small.length === 1) {
    fail(
      `${name} has 1 value, expected 3: does the loop end when the loss is small? Take all the steps that are requested.`,
    );
  }
  assertClose(small, lossesFrom(1).slice(0, 3).map((loss) => loss / 2 ** 42), {
    name,
    relative: FLOAT32_ROUNDING,
    why: "the loss falls by 4 % in each step, even when it is tiny",
  });
  const steps = unasked === null ? 1000 : requireNumbers(unasked, "losses without options").length;
  if (steps !== 1000) fail(`Without options there are ${counted(steps, "step")}, expected 1,000, the default.`);
});

check("leaves no tensor behind", {
  id: "05-memory",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call.",
    "Each operation makes a tensor: x.sub(y).mul(z) makes two. Which of your tensors still exist at the end?",
    "Wrap each step in tf.tidy(() => …). Dispose of the old x and of the loss in each step, and of x at the end.",
  ],
}, async () => {
  const { before, after, idle, left, others } = await lesson.evaluate(async ({ gradientDescent }) => {
    const tf = await import("@tensorflow/tfjs");
    const { isDisposed } = await import("downhill/instruments");
    const [centre, scale] = [tf.variable(tf.scalar(1)), tf.scalar(3)];
    const seen = { points: new Set<tf.Tensor>(), parts: new Set<tf.Tensor>(), losses: new Set<tf.Tensor>() };
    const f = (x: tf.Tensor) => {
      const difference = x.sub(centre);
      const product = difference.mul(scale);
      const loss = product.square();
      seen.points.add(x);
      seen.parts.add(difference).add(product);
      seen.losses.add(loss);
      return loss;
    };
    const others = () => [centre, scale].filter((tensor) => !isDisposed(tensor)).length;
    await gradientDescent(f, 2, { steps: 1 }); // tensors that are made once and kept do not count
    for (const tensors of Object.values(seen)) tensors.clear();
    if (others() < 2) return { before: 0, after: 0, idle: 0, left: null, others: others() };
    const before = tf.memory().numTensors;
    await gradientDescent(f, 2, { steps: 20 });
    const after = tf.memory().numTensors;
    const alive = (tensors: Set<tf.Tensor>) => [...tensors].filter((tensor) => !isDisposed(tensor)).length;
    const left = { points: alive(seen.points), parts: alive(seen.parts), losses: alive(seen.losses) };
    await gradientDescent(f, 2, { steps: 0 });
    return { before, after, idle: tf.memory().numTensors - after, left, others: others() };
  });
  if (requireNumber(others, "the number of tensors that f uses") < 2) {
    fail(
      "You dispose of a tensor or a variable that f uses, but that you did not make: dispose only of your own tensors.",
    );
  }
  const total = requireNumber(after, "the number of tensors after") - requireNumber(before, "the number before");
  const kept = `${counted(total, "tensor is", "tensors are")} left behind after 20 steps:`;
  if (total > 0 && total === left?.losses) {
    fail(`${kept} the loss of each step. Dispose of it after you read its value.`);
  }
  if (total > 1 && total === left?.points) {
    fail(`${kept} the x of each step. Dispose of it when you have the next one.`);
  }
  if (total === 1 && left?.points === 1) fail(`${kept} the last x. Dispose of it after you read its value.`);
  if (total > 0 && total === left?.parts) {
    fail(`${kept} the intermediate results of f. Call f inside tf.tidy, which frees them.`);
  }
  assertNoTensorsLeft({ before, after }, 20, "which tensors does a step make, and where do you free each of them?");
  if (requireNumber(idle, "the number of tensors after 0 steps") !== 0) {
    fail(`${counted(idle, "tensor is", "tensors are")} left behind after 0 steps: free x even if there is no step.`);
  }
});

check("measures whether the results are the same", {
  id: "05-same",
  points: 2,
  hints: [
    "Subtract the two lists of losses, one by one. How large is the largest difference, compared with the loss?",
    "Math.abs(loss − loss by hand) ÷ loss by hand, for each of the 100 steps; then take the largest. Is it 0? Is it large?",
    'Math.max(...losses.map((loss, i) => Math.abs(loss - byHand[i]) / byHand[i])), and same: "up to rounding".',
  ],
}, async () => {
  const { largestDifference, same } = await lesson.evaluate(async ({ answers }) => {
    const answered = await answers();
    return { largestDifference: answered?.largestDifference, same: answered?.same };
  });
  const { losses } = await parabola();
  // the experiment: the learner's own losses against the formula
  const shares = relativeDifferences(requireNumbers(losses, "your own loss curve", 100));
  const measured = requireNumber(Math.max(...shares), "the largest difference of your own losses");
  const stated = requireNumber(largestDifference, "largestDifference");
  // the formula and the loop in float64 differ by about 1e-14, a millionth of the difference that float32 makes
  const relative = 1e-3;
  const long = relativeDifferences(float32Losses(1000));
  assertAnswer(stated, measured, {
    name: "largestDifference",
    relative,
    how: "measure it with your own gradientDescent, over 100 steps on x² from 2",
    mistakes: {
      "that is the largest difference itself: first divide each difference by the loss by hand": Math.max(
        ...shares.map((share, i) => share * lossAfter(i + 1)),
      ),
      "that is the difference after the last step: take the largest of all": shares[99],
      "that is the difference after the first step: take the largest of all": shares[0],
      "that is the mean of the differences: take the largest of all": mean(shares),
      "that is the sum of the differences: take the largest of all": sum(shares),
      "that is the smallest difference: take the largest": Math.min(...shares),
      "that is in percent: state it as a share of the loss": 100 * measured,
      "that is over 200 steps: measure it over 100": Math.max(...long.slice(0, 200)),
      "that is over 1,000 steps: measure it over 100": Math.max(...long),
      "do you compare each loss with the next loss by hand?": 0.98 ** -2 - 1,
      "do you compare each loss with the previous loss by hand?": 1 - 0.98 ** 2,
    },
  });
  const truth = measured === 0 ? "exactly" : measured < FLOAT32_ROUNDING ? "up to rounding" : "no";
  if (requireChoice(same, ["exactly", "up to rounding", "no"], "same") !== truth) {
    const hasCause = same !== "up to rounding"; // the answer for a right walk; another check reports a wrong one
    fail(`same is "${same}", but is your largestDifference 0, or is it large?`, { hasCause });
  }
  // rounding the exact losses to float32 already changes one of them by 4.9e-8 of its value
  const least = Math.max(...relativeDifferences(lossesFrom(1).map(Math.fround)));
  assertTrueAnswer(stated >= 0.999 * least && stated < FLOAT32_ROUNDING, "largestDifference", "gradientDescent");
});

/** |loss − loss by hand| ÷ loss by hand, for each loss of a walk on x² from 2. */
function relativeDifferences(losses: readonly number[]): number[] {
  return losses.map((loss, i) => Math.abs(loss - lossAfter(i + 1)) / lossAfter(i + 1));
}

/** The losses of a walk on x² from 2 in float32, rounded as in TF.js: the first 100 are those of a right answer. */
function float32Losses(steps: number): number[] {
  const { fround } = Math;
  let x = 2;
  return list(steps, () => {
    x = fround(x - fround(fround(2 * x) * fround(0.01)));
    return fround(x * x);
  });
}
