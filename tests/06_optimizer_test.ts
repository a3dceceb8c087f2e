/**
 * The checks of lesson 06.
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import {
  assertClose,
  assertNoTensorsLeft,
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
import { list } from "./oracles/lists.ts";
import { momentum } from "./oracles/momentum.ts";
import { adam, type Optimizer } from "./oracles/optimizers.ts";
import { FLOAT32_ROUNDING, learningRateOf, lossAfter, lossesFrom, xAfter } from "./oracles/parabola.ts";

const lesson = open<typeof import("../solutions/06_optimizer.ts")>("06_optimizer");

const parabola = lesson.share(async ({ minimize }) => {
  const tf = await import("@tensorflow/tfjs");
  const { isDisposed, numbersOf } = await import("downhill/instruments");
  const earlier = tf.variable(tf.scalar(2));
  await minimize((x) => x.square(), earlier, { steps: 2, learningRate: 0.003 });
  const twoSteps = isDisposed(earlier) ? null : (await numbersOf(earlier))[0];
  const x = tf.variable(tf.scalar(2));
  const losses = await minimize((x) => x.square(), x, { steps: 100 });
  const isGone = isDisposed(x);
  const end = isGone ? null : (await numbersOf(x))[0];
  tf.dispose([x, earlier]);
  return { twoSteps, losses, end, isDisposed: isGone };
});

check("changes the given variable as lesson 04 changes x", {
  id: "06-variable",
  points: 2,
  hints: [
    "Print await x.data() before and after your loop: does it change?",
    "The optimizer changes the variables in its list: give it the x that was passed in, not a copy.",
    "optimizer.minimize(() => f(x).asScalar(), true, [x]) in each step, with optimizer = tf.train.sgd(learningRate).",
  ],
}, async () => {
  const { twoSteps, losses, end, isDisposed } = await parabola();
  if (isDisposed) fail("x is disposed of after the walk, but it belongs to the caller: do not free it.");
  const falls = numberAt(losses, 99) < numberAt(losses, 0);
  const rate = Math.abs(numberOf(twoSteps) - xAfter(2, 0.003)) < 1e-4 ? learningRateOf(end, losses, 0) : NaN;
  const rateText = describe(Number(rate.toPrecision(3)));
  assertClose(end, xAfter(100), {
    name: "the variable after 100 steps",
    relative: FLOAT32_ROUNDING,
    why: "2 · 0.98ⁿ",
    mistakes: {
      [
        falls
          ? "that is the start, but the losses fall: do you minimize a copy of x?"
          : "that is the start: is x in the list of variables, and is there a step in each iteration of the loop?"
      ]: 2,
      "it moves uphill: is f, or the learning rate, multiplied by −1?": xAfter(100, -0.01),
      "that is one step too few": xAfter(99),
      "that is one step too many": xAfter(101),
      "that is where twice as many steps lead: does each iteration of the loop take two steps?": xAfter(200),
      "that comes from the learning rate of an earlier call: make an optimizer in each call": xAfter(100, 0.003),
      [`that is where a learning rate of ${rateText} leads: the default is 0.01`]: xAfter(100, rate),
      "that is where Adam leads: use tf.train.sgd": endOf(adam({ learningRate: 0.01, epsilon: 1e-7 })),
      "that is where an optimizer with momentum leads: use tf.train.sgd": endOf(
        momentum({ learningRate: 0.01, share: 0.9 }),
      ),
    },
  });
});

check("notes the losses that the optimizer returns", {
  id: "06-losses",
  points: 1,
  hints: [
    "What does optimizer.minimize return, with true as its second argument?",
    "It is a tensor: read its number with await … .data(), then dispose of it.",
    "const loss = optimizer.minimize(() => f(x).asScalar(), true, [x])!; losses.push((await loss.data())[0]);",
  ],
}, async () => {
  const { losses, end } = await parabola();
  if (isList(losses) && losses.length === 101) {
    const isFrom = (steps: number) => Math.abs(numberOf(end) / xAfter(steps) - 1) < 1e-3;
    const endsWithNext = Math.abs(numberAt(losses, 100) / lossAfter(100) - 1) < 1e-3;
    if (isFrom(101)) fail("losses has 101 values, expected 100: is there one step too many?");
    if (isFrom(100) && endsWithNext) {
      fail("losses has 101 values, expected 100: does it also contain the loss after the last step?");
    }
  }
  if (isList(losses) && losses.length === 1) {
    fail("losses has 1 value, expected 100: note the loss of each step, not only of one.");
  }
  assertClose(losses, lossesFrom(0), {
    name: "losses",
    relative: FLOAT32_ROUNDING,
    why: "(2 · 0.98ⁿ)²: the optimizer returns the loss before step n + 1",
    mistakes: {
      "that is f after each step, not the loss that optimizer.minimize returns": lossesFrom(1),
      "that is x, not f(x)": list(100, (i) => xAfter(i)),
    },
  });
  // on a GPU, reading a number takes time; here it takes many turns of the microtask queue
  const inTime = await lesson.evaluate(async ({ minimize }) => {
    const tf = await import("@tensorflow/tfjs");
    const slow = (tensor: tf.Tensor) => {
      const read = tensor.data.bind(tensor);
      const value = async () => {
        const numbers = read(); // starts to read at once, because the tensor may be disposed of during these turns
        for (let turn = 0; turn < 100; turn++) await null;
        return await numbers;
      };
      return Object.defineProperty(tensor, "data", { value });
    };
    const x = tf.variable(tf.scalar(1));
    const losses = await minimize(
      (x) => {
        const loss = slow(x.square());
        const scalar = loss.asScalar.bind(loss);
        return Object.defineProperty(loss, "asScalar", { value: () => slow(scalar()) });
      },
      x,
      { steps: 2, learningRate: 0.25 },
    );
    x.dispose();
    return [...losses];
  });
  if (isList(inTime) && inTime.length < 2) {
    fail(
      `losses has ${counted(inTime.length, "value")} when minimize returns, expected 2, if reading a loss takes ` +
        "time: do you await the data of each loss?",
    );
  }
  assertClose(inTime, [1, 0.25], { name: "losses of 2 steps of 0.25 on x² from 1" });
});

check("changes no other variable", {
  id: "06-alone",
  points: 2,
  hints: [
    "What does the third argument of optimizer.minimize do?",
    "Without a list, an optimizer changes every trainable variable that f uses.",
    "Pass [x] as the third argument.",
  ],
}, async () => {
  const { moved, other } = await lesson.evaluate(async ({ minimize }) => {
    const tf = await import("@tensorflow/tfjs");
    const [x, y] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(3))];
    await minimize((x) => x.sub(y).square(), x, { steps: 3, learningRate: 0.25 });
    const [[moved], [other]] = await Promise.all([x.data(), y.data()]); // both reads start before anything else runs
    tf.dispose([x, y]);
    return { moved, other };
  });
  assertClose(other, 3, {
    name: "another variable that f uses",
    why: "only x may change",
    // the slopes are −4 and 4 at first: a step of 0.25 moves both x and y to 2, where they stay
    mistakes: { "without a list of variables, an optimizer changes every variable that f uses": 2 },
  });
  // the slope is 2(x − 3): a step of 0.25 halves the distance, exactly, even in float32
  assertClose(moved, 3 - 2 / 8, { name: "x after 3 steps of 0.25 on (x − 3)² from 1" });
});

check("uses the steps and the learning rate that it is given", {
  id: "06-options",
  points: 1,
  hints: [
    "What should the function return after 0 steps?",
    "Both are parameters: do not write 1000 or 0.01 in the loop.",
    "tf.train.sgd(learningRate), and a loop while step < steps.",
  ],
}, async () => {
  const { start, none, end, some, small, overshot, unasked } = await lesson.evaluate(async ({ minimize }) => {
    const tf = await import("@tensorflow/tfjs");
    const x = tf.variable(tf.scalar(-1));
    const none = await minimize((x) => x.square(), x, { steps: 0 });
    const [start] = await x.data();
    const some = await minimize((x) => x.mul(3).square(), x, { steps: 4, learningRate: 0.02 });
    const [end] = await x.data();
    x.assign(tf.scalar(2 ** -20));
    const small = await minimize((x) => x.square(), x, { steps: 3 });
    x.assign(tf.scalar(1));
    await minimize((x) => x.square(), x, { steps: 3, learningRate: 1.5 });
    const [overshot] = await x.data();
    // 1,000 steps take 50 ms: skip them if the code shows that the default is 1,000
    const isStated = /\bsteps\s*(=|:|\?\?)\s*(1000|1_000|1e3)\b/.test(String(minimize));
    const stop = new Error("stop");
    const f = (x: tf.Tensor) => {
      if (isStated) throw stop;
      return x.square();
    };
    let unasked: ArrayLike<number> | undefined;
    try {
      unasked = await minimize(f, x);
    } catch (error) {
      if (error !== stop) throw error;
    }
    x.dispose();
    return { start, none, end, some, small, overshot, unasked: unasked ?? null };
  });
  assertClose(start, -1, { name: "x after 0 steps from −1" });
  requireNumbers(none, "the list for 0 steps", 0);
  // f(x) = 9x² has the slope 18x: a step of 0.02 multiplies x by 0.64
  assertClose(end, -(0.64 ** 4), {
    name: "x after 4 steps of 0.02 on 9x² from −1",
    relative: FLOAT32_ROUNDING,
    mistakes: {
      "that comes from a learning rate of 0.01: use the one that is passed in": -(0.82 ** 4),
      "that comes from the learning rate of an earlier call: make an optimizer in each call": -(0.946 ** 4),
    },
  });
  assertClose(some, list(4, (i) => 9 * 0.64 ** (2 * i)), {
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
  assertClose(small, lossesFrom(0).slice(0, 3).map((loss) => loss / 2 ** 42), {
    name,
    relative: FLOAT32_ROUNDING,
    why: "the loss falls by 4 % in each step, even when it is tiny",
  });
  // a step of 1.5 on x² multiplies x by −2
  assertClose(overshot, -8, {
    name: "x after 3 steps of 1.5 on x² from 1",
    relative: FLOAT32_ROUNDING,
    why: "1 · (−2)³: a learning rate that is too large leads away from the minimum",
    mistakes: { "do you undo a step if the loss gets larger? Gradient descent keeps every step": 1 },
  });
  const steps = unasked === null ? 1000 : requireNumbers(unasked, "losses without options").length;
  if (steps !== 1000) fail(`Without options there are ${counted(steps, "step")}, expected 1,000, the default.`);
});

check("leaves no tensor behind", {
  id: "06-memory",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call.",
    "optimizer.minimize returns the loss: do you free it? And the optimizer keeps its learning rate as a tensor.",
    "loss.dispose() in each step, and optimizer.dispose() at the end.",
  ],
}, async () => {
  const { before, after, idle, losses, others } = await lesson.evaluate(async ({ minimize }) => {
    const tf = await import("@tensorflow/tfjs");
    const { isDisposed } = await import("downhill/instruments");
    const [x, centre, scale] = [tf.variable(tf.scalar(2)), tf.variable(tf.scalar(1)), tf.scalar(3)];
    const losses = new Set<tf.Tensor>();
    const f = (x: tf.Tensor) => {
      const loss = x.sub(centre).mul(scale).square();
      const asScalar = loss.asScalar.bind(loss);
      const value = () => {
        const scalar = asScalar();
        losses.add(scalar);
        return scalar;
      };
      Object.defineProperty(loss, "asScalar", { value }); // minimize returns this scalar, not the result of f
      losses.add(loss);
      return loss;
    };
    await minimize(f, x, { steps: 1 }); // tensors that are made once and kept do not count
    losses.clear();
    const others = () => [x, centre, scale].filter((tensor) => !isDisposed(tensor)).length;
    if (others() < 3) return { before: 0, after: 0, idle: 0, losses: 0, others: others() };
    const before = tf.memory().numTensors;
    await minimize(f, x, { steps: 20 });
    const after = tf.memory().numTensors;
    await minimize(f, x, { steps: 0 });
    const idle = tf.memory().numTensors - after;
    const alive = [...losses].filter((tensor) => !isDisposed(tensor)).length;
    tf.dispose([x, centre, scale]);
    return { before, after, idle, losses: alive, others: 3 };
  });
  if (requireNumber(others, "the number of tensors that are not yours") < 3) {
    fail(
      "You dispose of x, or of a tensor or variable that f uses: dispose only of tensors that you made.",
    );
  }
  const total = requireNumber(after, "the number of tensors after") - requireNumber(before, "the number before");
  const kept = `${counted(total, "tensor is", "tensors are")} left behind after 20 steps:`;
  if (total > 0 && total === losses) {
    fail(`${kept} the loss of each step. Dispose of it after you read its value.`);
  }
  if (total === 1 && losses === 0) fail(`${kept} does it belong to the optimizer? An optimizer also has a dispose().`);
  if ((total === 19 || total === 20) && losses === 0) {
    fail(`${kept} do you make a new optimizer in each step? Each keeps a tensor until you dispose of it.`);
  }
  assertNoTensorsLeft({ before, after }, 20, "is it the loss of each step, or does it belong to the optimizer?");
  if (requireNumber(idle, "the number of tensors after 0 steps") !== 0) {
    fail(
      `${
        counted(idle, "tensor is", "tensors are")
      } left behind after 0 steps: free everything even if there is no step.`,
    );
  }
});

check("says which loss the optimizer returns", {
  id: "06-answer",
  points: 1,
  hints: [
    "x starts at 2 and f is x². Which number comes first in the list of losses?",
    "To find the gradient, the optimizer must first compute f at the current x. Only then can it take the step.",
    'The first loss is 4, which is f at the start. So lossIsFrom is "before the step".',
  ],
}, async () => {
  const { lossIsFrom } = await lesson.evaluate(async ({ answers }) => {
    const answered = await answers(); // answers may measure, and then it returns a promise
    return { lossIsFrom: answered?.lossIsFrom };
  });
  // the experiment: TF.js's own optimizer takes a step of 0.25 on x², from 2 to 1, where f goes from 4 to 1
  const measured = await lesson.evaluate(async () => {
    const tf = await import("@tensorflow/tfjs");
    const x = tf.variable(tf.scalar(2));
    const optimizer = tf.train.sgd(0.25);
    const loss = optimizer.minimize(() => x.square().asScalar(), true, [x])!;
    const value = await loss.data();
    tf.dispose([x, loss]);
    optimizer.dispose();
    return value;
  });
  // TF.js computes f at the current x to find the gradient; if a lesson replaces the optimizer, this fails
  assertClose(measured, [4], {
    name: "the loss that tf.train.sgd returns",
    why: "f at the start; did you replace tf.train.sgd?",
  });
  if (requireChoice(lossIsFrom, ["before the step", "after the step"], "lossIsFrom") !== "before the step") {
    fail("lossIsFrom is wrong: a step of 0.25 on x² goes from 2 to 1, and optimizer.minimize returns 4.");
  }
});

/** The x after 100 steps on x² from 2. */
function endOf(optimizer: Optimizer): number {
  let x = [2];
  for (let i = 0; i < 100; i++) x = optimizer.step(x, [2 * x[0]]);
  return x[0];
}
