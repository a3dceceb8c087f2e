/**
 * The checks of lesson 06.
 * @module
 */
import { assertClose, assertNoTensorsLeft, check, fail, open, requireChoice, requireNumbers } from "downhill/testing";
import { FLOAT32_ROUNDING, lossesFrom, xAfter } from "./oracles/parabola.ts";

const lesson = open<typeof import("../solutions/06_optimizer.ts")>("06_optimizer");

const parabola = lesson.share(async ({ minimize }) => {
  const tf = await import("@tensorflow/tfjs");
  const { isDisposed, numbersOf } = await import("downhill/instruments");
  const x = tf.variable(tf.scalar(2));
  const losses = await minimize((x) => x.square(), x, { steps: 100 });
  const isGone = isDisposed(x);
  const end = isGone ? null : (await numbersOf(x))[0];
  x.dispose();
  return { losses, end, isDisposed: isGone };
});

check("changes the given variable as lesson 04 changes x", {
  id: "06-variable",
  points: 2,
  hints: [
    "Print await x.data() before and after your loop: does it change?",
    "The optimizer changes what stands in its list of variables: hand it the x that came in, not a copy.",
    "optimizer.minimize(() => f(x).asScalar(), true, [x]) in each step, with optimizer = tf.train.sgd(learningRate).",
  ],
}, async () => {
  const { end, isDisposed } = await parabola();
  if (isDisposed) fail("x is disposed of after the walk, but it belongs to the caller: leave it.");
  assertClose(end, xAfter(100), {
    name: "the variable after 100 steps",
    relative: FLOAT32_ROUNDING,
    why: "2 · 0.98ⁿ",
    mistakes: {
      "that is where it started: is it in the list of variables?": 2,
      "it moves uphill: hand f itself to the optimizer, not its negative": 2 * 1.02 ** 100,
      "that is one step too few": xAfter(99),
      "that is one step too many": xAfter(101),
    },
  });
});

check("notes the losses that the optimizer returns", {
  id: "06-losses",
  points: 1,
  hints: [
    "What does optimizer.minimize return, with true as its second argument?",
    "It is a tensor: fetch its number with await … .data(), then dispose of it.",
    "const loss = optimizer.minimize(() => f(x).asScalar(), true, [x])!; losses.push((await loss.data())[0]);",
  ],
}, async () => {
  const { losses } = await parabola();
  assertClose(losses, lossesFrom(0), {
    name: "losses",
    relative: FLOAT32_ROUNDING,
    why: "(2 · 0.98ⁿ)², from the optimizer, so before step n + 1",
    mistakes: { "that is f of the x after each step, not what minimize returned": lossesFrom(1) },
  });
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
    const [[moved], [other]] = await Promise.all([x.data(), y.data()]); // both at once, before anything else runs
    tf.dispose([x, y]);
    return { moved, other };
  });
  assertClose(other, 3, { name: "another variable that f uses", why: "only x is to be changed" });
  // the slope is 2(x − 3): a step of 0.25 halves the distance, exactly so in float32
  assertClose(moved, 3 - 2 / 8, { name: "x after 3 steps of 0.25 on (x − 3)² from 1" });
});

check("uses the steps and the learning rate that it is given", {
  id: "06-options",
  points: 1,
  hints: [
    "What should come back after 0 steps?",
    "Both come in as parameters; neither 1000 nor 0.01 stands in your code.",
    "tf.train.sgd(learningRate), and a loop while step < steps.",
  ],
}, async () => {
  const { start, none, end, some } = await lesson.evaluate(async ({ minimize }) => {
    const tf = await import("@tensorflow/tfjs");
    const x = tf.variable(tf.scalar(-1));
    const none = await minimize((x) => x.square(), x, { steps: 0 });
    const [start] = await x.data();
    const some = await minimize((x) => x.mul(3).square(), x, { steps: 4, learningRate: 0.02 });
    const [end] = await x.data();
    x.dispose();
    return { start, none, end, some };
  });
  assertClose(start, -1, { name: "x after 0 steps from −1" });
  requireNumbers(none, "losses", 0);
  // f(x) = 9x² has the slope 18x: a step of 0.02 multiplies x by 0.64
  assertClose(end, -(0.64 ** 4), {
    name: "x after 4 steps of 0.02 on 9x² from −1",
    relative: FLOAT32_ROUNDING,
    mistakes: {
      "that is with a learning rate of 0.01: take the one that is passed in": -(0.82 ** 4),
    },
  });
  requireNumbers(some, "losses", 4);
});

check("leaves no tensor behind", {
  id: "06-memory",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after a call.",
    "minimize hands you the loss: who frees it? And the optimizer keeps its learning rate as a tensor.",
    "loss.dispose() in each step, and optimizer.dispose() at the end.",
  ],
}, async () => {
  const counts = await lesson.evaluate(async ({ minimize }) => {
    const tf = await import("@tensorflow/tfjs");
    const x = tf.variable(tf.scalar(2));
    await minimize((x) => x.square(), x, { steps: 1 }); // what is made once and kept does not count
    const before = tf.memory().numTensors;
    await minimize((x) => x.square(), x, { steps: 20 });
    const after = tf.memory().numTensors;
    x.dispose();
    return { before, after };
  });
  assertNoTensorsLeft(counts, 20, "is it the loss of each step, or the optimizer's own, for which it has a dispose()?");
});

check("knows which loss the optimizer returns", {
  id: "06-answer",
  points: 1,
  hints: [
    "x starts at 2 and f is x². Which number comes first in the list of losses?",
    "To find the gradient, f has to be computed where x is, before it is known where to step.",
    'The first is 4, f of the start: lossIsFrom: "before the step".',
  ],
}, async () => {
  const { lossIsFrom } = await lesson.evaluate(({ answers }) => answers());
  // the experiment: TF.js's own optimizer takes a step of 0.25 on x² from 2, to 1; f is 4 before it and 1 after it
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
  // TF.js computes f where x is, to find the gradient there; a lesson that replaces the optimizer is told so
  assertClose(measured, [4], {
    name: "the loss that tf.train.sgd returns",
    why: "f of the start; is tf.train.sgd still what TF.js made it?",
  });
  if (requireChoice(lossIsFrom, ["before the step", "after the step"], "lossIsFrom") !== "before the step") {
    fail("lossIsFrom is not what happens: a step of 0.25 on x² goes from 2 to 1, and minimize returns 4.");
  }
});
