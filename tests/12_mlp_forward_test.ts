/**
 * The checks of lesson 12. The expected outputs are computed here, in float64; numbers from PyTorch are marked as such.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  check,
  counted,
  fail,
  itemsNamed,
  noisyCubic,
  open,
  requireList,
  requireNumber,
  requireNumbers,
  requireTensor,
  requireWithin,
} from "downhill/testing";
import {
  drawing,
  float32Weights,
  gradientOfSum,
  outputsOf,
  refusalOf,
  roundingOf,
  wrongOutputs,
} from "./oracles/12_mlp_forward.ts";
import { curveAt, curveLoss, type CurveWeights, drawnWeights } from "./oracles/curve_network.ts";
import { list, mean, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/12_mlp_forward.ts")>("12_mlp_forward");

const UNITS = 100;

const NAMES = ["w1", "b1", "w2", "b2"] as const;

check("makes four variables of the right shapes", {
  id: "12-shapes",
  points: 2,
  hints: [
    "For each example, how many numbers go into the hidden layer, and how many come out? And the output layer?",
    "A matrix of shape [in, out] turns rows of `in` numbers into rows of `out`; a bias has `out` numbers.",
    "tf.variable(tf.tensor2d(draw(), [1, UNITS])), tf.variable(tf.zeros<tf.Rank.R1>([UNITS])), then [UNITS, 1] and [1].",
  ],
}, async () => {
  const { all, trainable, again } = await created(7);
  const shapes = { w1: [1, UNITS], b1: [UNITS], w2: [UNITS, 1], b2: [1] };
  const reasons = {
    w1: `it turns 1 number into ${UNITS}, so it is [in, out] = [1, ${UNITS}]`,
    b1: "one bias for each hidden unit, added to every row",
    w2: `it turns ${UNITS} numbers into 1, so it is [in, out] = [${UNITS}, 1]`,
    b2: "one bias for the one output",
  };
  NAMES.forEach((name, i) => {
    requireTensor(all?.[name], { name, shape: shapes[name], why: reasons[name] });
    if (trainable?.[i] !== true) {
      const state = trainable?.[i] === false ? "not trainable" : "a tensor that cannot change";
      fail(`${name} is ${state}: make it a variable with tf.variable(tensor), so that an optimizer can change it.`);
    }
    if (again?.[i] === true) {
      fail(
        `Two calls to createParameters return the same variable ${name}: training one network would change the other.`,
      );
    }
  });
});

check("draws small weights, w1 before w2, and sets the biases to 0", {
  id: "12-weights",
  points: 2,
  hints: [
    "Print w1: are its numbers about 0.1 in size? Call the function twice: does the same seed give the same numbers?",
    "Make one generator from the seed; draw 100 numbers for w1, then the next 100 for w2. The biases need none.",
    "w1 from draw(), b1 zeros, w2 from draw(), b2 zeros: `draw` continues where it stopped.",
  ],
}, async ({ seed }) => {
  for (const each of [7, seed + 1]) {
    const { all } = await created(each);
    const drawn = drawing(each, 2 * UNITS);
    const [first, second] = [drawn.slice(0, UNITS), drawn.slice(UNITS)];
    const unscaled = drawn.map((value) => value * 10);
    const options = { absolute: 1e-7, why: `100 numbers from 0.1 · N(0, 1) of the generator with seed ${each}` };
    // the largest of 200 such numbers is about 0.3; float32 rounds it by 2⁻²⁶ = 1.5e-8 at most
    assertClose(valuesOf(all?.w1), first, {
      ...options,
      name: "w1",
      mistakes: {
        "those are the numbers for w2: draw w1 first": second,
        "draw all of w1 before w2: do not alternate": drawn.filter((_, i) => i % 2 === 0),
        "that is N(0, 1): multiply by 0.1": unscaled.slice(0, UNITS),
        "all are 10 times too small: draw() has already multiplied them by 0.1": first.map((value) => 0.1 * value),
        "all of them are equal: hidden units that start equal stay equal": first.map(() => first[0]),
        "those are later numbers of the generator: is something drawn before w1?": drawing(each, 2 * UNITS + 1).slice(
          1,
          UNITS + 1,
        ),
        "that comes from seed 7: use the seed that is passed in": drawing(7, UNITS),
        "all of them are 0: hidden units that start equal stay equal": zeros(UNITS),
      },
    });
    assertClose(valuesOf(all?.w2), second, {
      ...options,
      name: "w2",
      mistakes: {
        "those are the numbers of w1 again: continue with the same generator": first,
        "that is N(0, 1): multiply by 0.1": unscaled.slice(UNITS),
        "all are 10 times too small: draw() has already multiplied them by 0.1": second.map((value) => 0.1 * value),
        "all of them are equal: hidden units that start equal stay equal": second.map(() => second[0]),
        "those are later numbers of the generator: are numbers drawn for a bias before w2?": drawing(each, 3 * UNITS)
          .slice(2 * UNITS),
        "all of them are 0: then no hidden unit would ever get a gradient": zeros(UNITS),
      },
    });
    assertClose(valuesOf(all?.b1), zeros(UNITS), { name: "b1", absolute: 0, why: "biases start at 0" });
    assertClose(valuesOf(all?.b2), [0], { name: "b2", absolute: 0, why: "biases start at 0" });
  }
});

check("computes the formula, for any weights", {
  id: "12-output",
  points: 2,
  hints: [
    "Print the shape after each operation. Is it [n, 100] in the middle?",
    "hidden = relu(x · w1 + b1), then hidden · w2 + b2; · is matMul.",
    "x.matMul(w1).add(b1).relu().matMul(w2).add(b2)",
  ],
}, async ({ seed }) => {
  const xs = [-1, -0.3, 0, 0.5, 3, 10];
  for (const units of [UNITS, 3]) { // forward must work for any number of units
    const weights = float32Weights(seed, units);
    const output = await say(xs, weights);
    const refusal = refusalOf(output);
    if (units !== UNITS && refusal !== undefined) {
      fail(`forward works for ${UNITS} hidden units, and throws for ${units}: ${refusal}. Does it need ${UNITS}?`);
    }
    assertClose(outputsOf(output, xs.length), xs.map((x) => curveAt(x, weights)), {
      name: `forward(x) with ${units} units`,
      // over 1,000 seeds, this bound is 2.3e-3 at most, and a mistake with 100 units is off by 0.5 or more
      absolute: Math.max(...xs.map((x) => roundingOf(x, weights))),
      why: "computed in float64",
      mistakes: () => wrongOutputs(xs, weights),
    });
  }
});

check("bends with relu: two units make |x|", {
  id: "12-relu",
  points: 2,
  hints: [
    "What does the network return for x = −2, if one unit is relu(x) and the other relu(−x)?",
    "Apply relu only to the hidden units: after their bias is added, and before the second product.",
    "const hidden = x.matMul(w1).add(b1).relu();",
  ],
}, async () => {
  const xs = [-2, -1, 0, 1, 2];
  for (const sign of [1, -1]) {
    const weights: CurveWeights = { w1: [1, -1], b1: [0, 0], w2: [sign, sign], b2: [0] };
    const output = await say(xs, weights);
    assertClose(outputsOf(output, xs.length), xs.map((x) => sign * Math.abs(x)), {
      name: "forward([−2, −1, 0, 1, 2])",
      absolute: 1e-6, // small whole numbers are exact in float32
      why: `${sign > 0 ? "" : "−"}relu(x) ${sign > 0 ? "+" : "−"} relu(−x) is ${sign > 0 ? "" : "−"}|x|`,
      mistakes: {
        ...(sign > 0 && { "the two units cancel, so values below 0 are not cut off between the products": zeros(5) }),
        ...(sign < 0 && { "no output is below 0, so there is a relu at the end: leave the output as it is": zeros(5) }),
      },
    });
  }
});

check("works for one example as well as for fifty", {
  id: "12-rows",
  points: 1,
  hints: [
    "Where does your function depend on the number of examples? Does it have to?",
    "A matrix product works with any number of rows, and keeps their number; no reshape is needed.",
    "x of shape [n, 1] times w1 of shape [1, 100] is [n, 100]; times w2 of shape [100, 1] is [n, 1].",
  ],
}, async ({ seed }) => {
  const weights = float32Weights(seed, UNITS);
  for (const count of [50, 1]) {
    const xs = Array.from({ length: count }, (_, i) => 3 - 4 * i / 50);
    const output = await say(xs, weights);
    const refusal = refusalOf(output);
    if (count === 1 && refusal !== undefined) {
      fail(`forward works for 50 examples, and throws for a single one: ${refusal}. Is an axis removed?`);
    }
    assertClose(outputsOf(output, count), xs.map((x) => curveAt(x, weights)), {
      name: `forward(x) for ${counted(count, "example")}`,
      absolute: Math.max(...xs.map((x) => roundingOf(x, weights))),
      why: "computed in float64",
      mistakes: () => wrongOutputs(xs, weights),
    });
  }
});

check("lets gradients reach all four parameters", {
  id: "12-gradients",
  points: 2,
  hints: [
    "Which operations of TF.js have a gradient? Do you use anything else on the way from x to f(x)?",
    "Compute with tensors all the way from x to f(x): no gradient passes through numbers that were read out.",
    "x.matMul(w1).add(b1).relu().matMul(w2).add(b2), with the variables that are passed in",
  ],
}, async () => {
  // none of these x is at the bend of a unit, and all numbers are exact in float32
  const xs = [-1, 2, 3];
  const weights: CurveWeights = { w1: [1, -2, 0.5], b1: [0.5, 1, -0.75], w2: [2, -1, 4], b2: [0.5] };
  const { output, gradients } = await lesson.evaluate(
    async ({ forward }, rows, weights) => {
      const tf = await import("@tensorflow/tfjs");
      const w1 = tf.variable(tf.tensor2d(weights.w1, [1, 3]));
      const b1 = tf.variable(tf.tensor1d(weights.b1));
      const w2 = tf.variable(tf.tensor2d(weights.w2, [3, 1]));
      const b2 = tf.variable(tf.tensor1d(weights.b2));
      const x = tf.tensor2d(rows, [rows.length, 1]);
      const output = forward(x, { w1, b1, w2, b2 });
      const none = { w1: null, b1: null, w2: null, b2: null };
      try {
        const { grads } = tf.variableGrads(() => forward(x, { w1, b1, w2, b2 }).sum().asScalar(), [w1, b1, w2, b2]);
        const of = ({ name }: { name: string }) => grads[name] ?? null;
        return { output, gradients: { w1: of(w1), b1: of(b1), w2: of(w2), b2: of(b2) } };
      } catch (error) {
        if (String(error).includes("Cannot find a connection")) return { output, gradients: none };
        throw error;
      }
    },
    column(xs),
    weights,
  );
  const cut = new Intl.ListFormat("en-GB").format(NAMES.filter((name) => gradients?.[name] === null));
  if (cut !== "") {
    const f = requireNumbers(valuesOf(output), "forward(x)");
    const isRight = f.length === xs.length && xs.every((x, i) => Math.abs(f[i] - curveAt(x, weights)) < 1e-5);
    fail(
      isRight
        ? `No gradient reaches ${cut}, although f(x) is right: is a tensor read as numbers, or copied to a variable?`
        : `No gradient reaches ${cut}, and f(x) is wrong: is part of the formula missing?`,
      { hasCause: isRight },
    );
  }
  const expected = gradientOfSum(xs, weights);
  for (const name of NAMES) {
    assertClose(valuesOf(gradients?.[name]), expected[name], {
      name: itemsNamed(`the gradient of ${name}`, expected[name].map((_, k) => `the gradient of ${name}[${k}]`)),
      relative: 1e-6,
      absolute: 1e-6,
      why: "of the sum of f(x), by the chain rule",
    });
  }
});

check("starts at the same loss as PyTorch", {
  id: "12-loss",
  points: 1,
  hints: [
    "If f were 0 everywhere, the loss would be the mean of y². How far is your loss from this mean?",
    "The parameters of seed 7 and the forward pass, on the 80 points, must give a loss of 133.476.",
    "Pass the checks of the weights and of the output first; this check combines the two.",
  ],
}, async () => {
  const { xs, ys } = noisyCubic();
  const prediction = await lesson.evaluate(
    async ({ createParameters, forward }, rows) => {
      const tf = await import("@tensorflow/tfjs");
      return forward(tf.tensor2d(rows, [rows.length, 1]), createParameters());
    },
    column(xs),
  );
  const values = outputsOf(prediction, xs.length);
  if (values.every((value) => value === 0)) fail("f(x) is 0 for all 80 points, before any training.");
  assertClose(mean(values.map((value, i) => (ys[i] - value) ** 2)), 133.47598266601562, {
    name: "the loss of the untrained network",
    relative: 1e-6, // measured on cpu, wasm and webgpu: within 2e-8; the nearest mistake, f = 0, is 5e-3 away
    why: "PyTorch's, from the weights of seed 7",
    mistakes: () =>
      Object.fromEntries([0, 1, 42].map((seed) => [
        `those are the weights of seed ${seed}, but the default seed is 7`,
        curveLoss(drawnWeights(seed), { xs, ys }),
      ])),
  });
});

check("leaves the parameters unchanged, and frees everything else", {
  id: "12-clean",
  points: 1,
  hints: [
    "Print tf.memory().numTensors before and after createParameters(). Is it four more?",
    "A variable copies the tensor that it is made from, so there are two tensors. tf.tidy frees the first one.",
    "return tf.tidy(() => ({ w1: tf.variable(…), … })); forward frees nothing, assigns nothing and makes no variable.",
  ],
}, async () => {
  const { before, after } = await created(7);
  const made = requireNumber(after, "tensors after") - requireNumber(before, "tensors before");
  if (made !== NAMES.length) {
    const isCopied = made === 2 * NAMES.length;
    const cause = isCopied
      ? ": a variable copies the tensor that it is made from, so free that tensor with tf.tidy"
      : ": only the four variables should be left";
    fail(`createParameters leaves ${counted(made, "tensor")} in memory, expected 4${cause}.`, { hasCause: isCopied });
  }
  const seen = await lesson.evaluate(async ({ createParameters, forward }) => {
    const tf = await import("@tensorflow/tfjs");
    const { w1, b1, w2, b2 } = createParameters(3);
    const x = tf.tensor2d([[1], [2]]);
    const all = { x, w1, b1, w2, b2 };
    const { isDisposed, numbersOf } = await import("downhill/instruments");
    const read = () => Promise.all(Object.values(all).map((tensor) => numbersOf(tensor))); // all reads start at once
    const begun = await read();
    tf.tidy(() => void forward(x, { w1, b1, w2, b2 })); // this call may keep tensors for later ones
    const disposed = Object.values(all).map((tensor) => isDisposed(tensor));
    if (disposed.includes(true)) return { disposed, begun, ended: [], before: 0, after: 0 };
    const before = tf.memory().numTensors;
    for (let i = 0; i < 10; i++) tf.tidy(() => void forward(x, { w1, b1, w2, b2 }));
    const after = tf.memory().numTensors;
    return { disposed, begun, ended: await read(), before, after };
  });
  const names = ["x", ...NAMES];
  const disposed = requireList(seen?.disposed, "what is disposed of", names.length);
  names.forEach((name, i) => {
    if (disposed[i] === true) fail(`forward disposes of ${name}, which is needed again in the next step.`);
  });
  const [begun, ended] = [seen.begun, seen.ended].map((all) => requireList(all, "the parameters", names.length));
  names.forEach((name, i) => {
    const [before, after] = [begun[i], ended[i]].map((values) => requireNumbers(values, name));
    if (before.join() !== after.join()) fail(`forward changes ${name}, which must stay as it is.`);
  });
  const left = requireNumber(seen.after, "tensors after") - requireNumber(seen.before, "tensors before");
  if (left !== 0) {
    const are = counted(left, "tensor is", "tensors are");
    fail(`${are} left after 10 calls to forward in a tidy: does it make variables, or keep tensors?`);
  }
});

check("says how many parameters there are, and where f bends", {
  id: "12-answer",
  points: 1,
  hints: [
    "How many numbers are in [1, 100], [100], [100, 1] and [1]? And at which x does a unit with bias 0 bend?",
    "A unit bends where w · x + b = 0. Work that out for b = 0: does it depend on w?",
    "100 + 100 + 100 + 1 = 301 parameters; every unit bends at x = 0, which is 1 place.",
  ],
}, async () => {
  const xs = Array.from({ length: 401 }, (_, i) => (i - 100) / 100);
  const { stated, sizes, prediction } = await lesson.evaluate(
    async ({ answers, createParameters, forward }, rows) => {
      const tf = await import("@tensorflow/tfjs");
      const answer = answers();
      const stated = { parameters: answer?.parameters, bends: answer?.bends };
      const parameters = createParameters();
      const sizes = [parameters.w1, parameters.b1, parameters.w2, parameters.b2].map((each) => each?.size);
      return { stated, sizes, prediction: forward(tf.tensor2d(rows, [rows.length, 1]), parameters) };
    },
    column(xs),
  );
  const count = sum(requireWithin(requireNumbers(sizes, "the sizes of the parameters", NAMES.length), 1e6, "sizes"));
  assertAnswer(stated?.parameters, count, {
    name: "parameters",
    absolute: 0,
    how: "add up how many numbers your four shapes hold",
    // 100 + 100 + 100 + 1 numbers
    own: { code: "createParameters", isTrue: stated?.parameters === 3 * UNITS + 1 },
    mistakes: {
      "that is w1 and w2 without the biases, which are also parameters": 2 * UNITS,
      "one of the biases is not counted": 2 * UNITS + 1,
      "b2 is not counted": 3 * UNITS,
      "b2 has only one number, not as many as the others": 4 * UNITS,
      "that is the number of variables: count the numbers in them": NAMES.length,
      "that is the number of hidden units: count the numbers in all variables": UNITS,
    },
  });
  const f = outputsOf(prediction, xs.length);
  // along a straight line, the differences between neighbours change only by float32's rounding, 1e-7; at a bend of the
  // untrained network they change by 2e-3
  const isBent = f.map((_, i) => Math.abs(f[i - 1] - 2 * f[i] + f[i + 1]) > 1e-5);
  const found = isBent.filter((bent, i) => bent && !isBent[i - 1]).length;
  assertAnswer(stated?.bends, found, {
    name: "bends",
    absolute: 0,
    how: "work out at which x a unit bends, from w · x + b = 0 with b = 0",
    // where all biases are 0, w · x + b is 0 at the same x for every unit
    own: { code: "forward", isTrue: stated?.bends === 1 },
    mistakes: {
      "each unit bends, but does each bend at a different x? Where is w · x + b = 0 if b is 0?": UNITS,
      "the line in the picture on the right does bend": 0,
    },
  });
});

/** The result of createParameters for the seed, and the number of tensors that it leaves in memory. */
function created(seed: number) {
  return lesson.share(async ({ createParameters }, seed) => {
    const tf = await import("@tensorflow/tfjs");
    const before = tf.memory().numTensors;
    const parameters = createParameters(seed);
    const after = tf.memory().numTensors;
    const { w1, b1, w2, b2 } = parameters;
    const other = createParameters(seed);
    const again = [other.w1 === w1, other.b1 === b1, other.w2 === w2, other.b2 === b2];
    return {
      before,
      after,
      again,
      all: { w1, b1, w2, b2 },
      trainable: [w1, b1, w2, b2].map((each) => each?.trainable),
    };
  }, seed)();
}

/** Returns the output of forward with these weights, or its error if it fails only for one example or few units. */
function say(xs: number[], weights: CurveWeights) {
  return lesson.evaluate(
    async ({ forward }, rows, { w1, b1, w2, b2 }) => {
      const tf = await import("@tensorflow/tfjs");
      const units = w1.length;
      const parameters = {
        w1: tf.variable(tf.tensor2d(w1, [1, units])),
        b1: tf.variable(tf.tensor1d(b1)),
        w2: tf.variable(tf.tensor2d(w2, [units, 1])),
        b2: tf.variable(tf.tensor1d(b2)),
      };
      try {
        return forward(tf.tensor2d(rows, [rows.length, 1]), parameters);
      } catch (error) {
        if (rows.length > 1 && units !== 3) throw error;
        return { refused: JSON.stringify(String(error).slice(0, 150)) } as never;
      }
    },
    column(xs),
    weights,
  );
}

function column(xs: number[]): number[][] {
  return xs.map((x) => [x]);
}

function valuesOf(tensor: unknown): unknown {
  return (tensor as { values?: unknown } | null | undefined)?.values;
}

function zeros(count: number): number[] {
  return list(count, () => 0);
}
