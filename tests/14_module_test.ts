/**
 * The checks of lesson 14. The expected outputs are computed here, in float64. Committee and describe get modules that
 * the checks define, so a mistake in MyOwnMLP does not make their checks fail.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  assertNoTensorsLeft,
  assertTexts,
  check,
  counted,
  describe,
  fail,
  itemsNamed,
  noisyCubic,
  open,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
  requireTexts,
  shapeText,
} from "downhill/testing";
import { curveAt, type CurveWeights, drawnWeights, outputOf, relu, toList } from "./oracles/curve_network.ts";
import {
  askCommittees,
  committeeOutputs,
  createModel,
  describeOther,
  expectedOutputs,
  NAMES,
  namesProblem,
  requireParameters,
  shapesFor,
  trainCommittee,
} from "./oracles/14_module.ts";
import { indexOfLargest, list, mean, product, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/14_module.ts")>("14_module");

check("keeps its parameters where the base class finds them", {
  id: "14-parameters",
  points: 2,
  hints: [
    "Print [...new MyOwnMLP().namedParameters().keys()]: which of the four are missing?",
    "The base class finds public fields of `this` that hold a Parameter. A plain tensor is not a Parameter.",
    "this.b1 = new Parameter(tf.zeros([units])); and so on: w1 [1, units], b1 [units], w2 [units, 1], b2 [1].",
  ],
}, async () => {
  for (const options of [{ seed: 7, units: 100 }, { seed: 7, units: 3 }, {}]) await parametersOf(options);
});

check("starts with the numbers of lesson 12", {
  id: "14-weights",
  points: 2,
  hints: [
    "Do two models of the same seed have the same numbers, and does a model of another seed have other numbers?",
    "`draw` continues the generator's sequence: w1 takes the first `units` numbers, w2 the next ones. Biases are not drawn.",
    "w1 from draw(), then w2 from draw(); tf.zeros([units]) and tf.zeros([1]) for the biases.",
  ],
}, async ({ seed }) => {
  for (const [each, units] of [[7, 100], [seed + 1, 100], [0, 3]]) {
    const numbers = await parametersOf({ seed: each, units });
    const weights = drawnWeights(each, units);
    const scaled = (name: (typeof NAMES)[number], factor: number) => weights[name].map((value) => factor * value);
    NAMES.forEach((name) => {
      const isWeight = name.startsWith("w");
      assertClose(numbers[name], weights[name], {
        name: `${name} of a model with seed ${each}`,
        absolute: 1e-7, // the largest of these numbers is about 0.3, and float32 rounds it by 2⁻²⁶ = 1.5e-8 at most
        why: isWeight ? "drawn from 0.1 · N(0, 1), first w1, then w2" : "a bias starts at 0",
        mistakes: isWeight
          ? {
            [
              name === "w1"
                ? "w1 has the numbers of the second draw, which are for w2"
                : "w2 has the same numbers as w1: they come from the first draw"
            ]: weights[name === "w1" ? "w2" : "w1"],
            "those are the numbers of seed 7: do you use the seed that is passed in?": drawnWeights(7, units)[name],
            "all are 10 times too small: that is 0.01 · N(0, 1)": scaled(name, 0.1),
            "all are 10 times too large: that is N(0, 1)": scaled(name, 10),
          }
          : {
            "the bias starts at 1": weights[name].map(() => 1),
            "numbers are also drawn for the biases": name === "b1" ? weights.w2 : [],
          },
      });
    });
  }
  const byDefault = toList(await parametersOf({}));
  if (toList(drawnWeights(7)).some((value, i) => Math.abs(value - byDefault[i]) > 1e-7)) {
    fail("new MyOwnMLP() and new MyOwnMLP({ seed: 7 }) start with different numbers: is the default seed not 7?");
  }
});

/**
 * float32 rounds each number and each operation by 2⁻²⁴ of its size; in a sum of 100 products, each term is rounded
 * about 100 times: 6e-6 of the terms' size in all. The mistakes below are off by 1e-3 or more.
 */
const TOLERANCE = 1e-5;

check("computes what the network of lesson 12 computes", {
  id: "14-forward",
  points: 2,
  hints: [
    "Is part of lesson 12's formula missing? Do you use anything except x and this model's parameters?",
    "hidden = relu(x · w1 + b1), f(x) = hidden · w2 + b2; each parameter is a field of the model.",
    "const hidden = x.matMul(this.w1).add(this.b1).relu(); return hidden.matMul(this.w2).add(this.b2);",
  ],
}, async ({ seed }) => {
  const { xs, ys } = noisyCubic();
  const inputs = [xs, [1.5]];
  await parametersOf({ seed: 7, units: 5 }); // fails if the parameters cannot be replaced by others
  // biases other than 0 show where forward adds them
  const random = new RandomState(seed);
  const numbers = (count: number) => list(count, () => random.normal());
  const weights: CurveWeights = { w1: numbers(5), b1: numbers(5), w2: numbers(5), b2: numbers(1) };
  const { outputs, disposed } = await lesson.evaluate(
    async ({ MyOwnMLP }, inputs, { w1, b1, w2, b2 }) => {
      const tf = await import("@tensorflow/tfjs");
      const { isDisposed } = await import("downhill/instruments");
      const other = new MyOwnMLP({ units: 5 });
      other.loadStateDict({
        w1: tf.tensor2d(w1, [1, 5]),
        b1: tf.tensor1d(b1),
        w2: tf.tensor2d(w2, [5, 1]),
        b2: tf.tensor1d(b2),
      });
      const models = [other, new MyOwnMLP()];
      const columns = inputs.map((xs) => tf.tensor2d(xs, [xs.length, 1]));
      const outputs = models.map((model) => columns.map((x) => isDisposed(x) ? null : model.forward(x)));
      return { outputs, disposed: columns.filter(isDisposed).length };
    },
    inputs,
    weights,
  );
  if (requireNumber(disposed, "the number of disposed inputs") > 0) {
    fail("forward(x) disposes of x, but x belongs to the caller, who may need it again.");
  }
  const none = { b1: weights.b1.map(() => 0), b2: [0] };
  [weights, drawnWeights(7, 100)].forEach((weights, i) =>
    inputs.forEach((xs, k) => {
      const name = `forward(x) of ${i === 0 ? "a model with 5 units" : "new MyOwnMLP()"}`;
      const came = requireTensor(outputs?.[i]?.[k], { name, shape: [xs.length, 1], why: "a row for each x" });
      const size = Math.max(1, ...xs.map(Math.abs)) * (1 + sum(weights.w1.map((w, k) => Math.abs(w * weights.w2[k]))));
      const said = (weights: CurveWeights, activation = relu) => xs.map((x) => curveAt(x, weights, activation));
      const { w1, b1, b2 } = weights;
      const mistakes = {
        "relu is missing": said(weights, (z) => z),
        "b1 is missing": said({ ...weights, b1: none.b1 }),
        "b2 is missing": said({ ...weights, b2: none.b2 }),
        "relu is also applied to the output, but it is only for the hidden units": said(weights).map(relu),
        "relu comes before b1 is added": xs.map((x) => outputOf(w1.map((w, k) => relu(w * x) + b1[k]), weights)),
        "tanh is used instead of relu": said(weights, Math.tanh),
        "sigmoid is used instead of relu": said(weights, (z) => 1 / (1 + Math.exp(-z))),
        "that is the mean over the hidden units instead of the sum": said(weights).map((y) =>
          (y - b2[0]) / b1.length + b2[0]
        ),
      };
      assertClose(came, said(weights), {
        name,
        absolute: TOLERANCE * size,
        why: "relu(x · w1 + b1) · w2 + b2",
        mistakes: i === 0 ? mistakes : {}, // if only the second model is wrong, the cause is its weights
      });
    })
  );
  const untrained = requireTensor(outputs?.[1]?.[0], { name: "forward(x)", shape: [xs.length, 1] });
  const loss = mean(untrained.map((y, i) => (y - ys[i]) ** 2));
  assertClose(loss, 133.47598266601562, { name: "the loss of the untrained model", relative: 1e-5, why: "PyTorch's" });
});

/** How many hidden units a member has in the check below. */
const MEMBER_UNITS = 4;

check("averages the outputs of its members, and names every parameter", {
  id: "14-nested",
  points: 2,
  hints: [
    "What does each member return for x? And what does a committee of one return?",
    "Every member has a forward(x): average their outputs. You need no code for their parameters.",
    "return tf.addN(this.members.map((member) => member.forward(x))).div(this.members.length);",
  ],
}, async ({ seed }) => {
  const xs = [-1, 0.5, 3];
  const random = new RandomState(seed);
  const weights = list(3, () => list(3 * MEMBER_UNITS + 1, () => random.normal()));
  const { names, found, outputs, again, disposed } = await lesson.evaluate(askCommittees, xs, weights, MEMBER_UNITS);
  assertNames(names, [0, 1].flatMap((i) => NAMES.map((name) => `members.${i}.${name}`)), "a committee of two");
  const within = [0, 1].flatMap((i) => NAMES.map((name) => `second.members.${i}.${name}`));
  assertNames(
    found,
    [...within, ...NAMES.map((name) => `first.${name}`)],
    "a module that holds a committee and a model",
  );
  if (requireNumber(disposed, "the number of disposed inputs") > 0) {
    fail("forward(x) of a committee disposes of x, but x belongs to the caller, who may need it again.");
  }
  const came = committeeOutputs(outputs);
  const { means, mistakes } = expectedOutputs(xs, weights);
  assertClose(came, means, {
    name: {
      list: "the outputs of committees of 1, 2 and 3",
      item: (place) => `forward(x)[${place % 3}] of a committee of ${1 + Math.floor(place / 3)}`,
    },
    absolute: 10 * TOLERANCE, // the parameters are about 1 in size
    why: "the mean of the members' outputs",
    mistakes,
  });
  const later = committeeOutputs(again);
  if (later.some((y, i) => Math.abs(y - came[i]) > TOLERANCE)) {
    fail("a second call to forward(x) returns different numbers: does the first call change this.members?");
  }
});

check("describes any model, parameter by parameter", {
  id: "14-describe",
  points: 1,
  hints: [
    "What does model.namedParameters() hold, and what do the shape and size of a parameter tell you?",
    "A Map of names to parameters: Array.from goes through it, entry by entry.",
    "Array.from(model.namedParameters(), ([name, { shape, size }]) => ({ name, shape, count: size }))",
  ],
}, async () => {
  const { rows, before, after } = await lesson.evaluate(describeOther);
  const name = "describe(model)";
  const summary = requireList(rows, name).map((row) => requireRecord(row, `a row of ${name}`));
  const inner = (i: number) => [{ name: `inner.${i}.w2`, shape: [2, 1] }, { name: `inner.${i}.b2`, shape: [1] }];
  const expected = [
    { name: "kernel", shape: [5, 3, 2] },
    ...inner(0),
    ...inner(1),
    { name: "scale", shape: [] as number[] },
  ];
  const names = expected.map(({ name }) => name);
  const came = requireTexts(summary.map((row) => row.name), "the names in describe(model)");
  const problem = namesProblem(came, names);
  if (problem !== undefined) fail(`${name} is wrong for a model with ${names.join(", ")}: ${problem}.`);
  assertTexts(came, names, { name: "the list of the names in describe(model)" });
  expected.forEach(({ name: parameter, shape }, i) => {
    const came = requireNumbers(summary[i].shape, `the shape of ${parameter}`);
    if (came.join() === shape.join()) return;
    fail(`${name} gives ${parameter} the shape ${shapeText(came)}, expected ${shapeText(shape)}.`, { hasCause: false });
  });
  const withAxes = expected.filter(({ shape }) => shape.length > 0);
  const counts = (count: (shape: number[]) => number) => withAxes.map(({ shape }) => count(shape));
  assertClose(summary.slice(0, withAxes.length).map((row) => row.count), counts(product), {
    name: itemsNamed("the counts", withAxes.map(({ name, shape }) => `the count of ${name} [${shape.join(", ")}]`)),
    mistakes: {
      "that is the number of its axes": counts((shape) => shape.length),
      "that is the length of its first axis": counts((shape) => shape[0]),
      "that is the length of its last axis": counts((shape) => shape[shape.length - 1]),
      "the lengths of its axes are added up, not multiplied": counts(sum),
    },
  });
  assertClose(summary[withAxes.length].count, 1, {
    name: "the count of scale []",
    mistakes: { "a parameter of shape [] also holds one number": 0 },
  });
  const made = requireNumber(after, "the number of tensors after") - requireNumber(before, "the number before");
  if (made < 0) fail(`${name} disposes of the model's own parameters, which the caller still needs.`);
  if (made > 0) fail(`${name} leaves ${counted(made, "tensor")} behind: it only has to read the model.`);
});

check("can be saved, and loaded into another model", {
  id: "14-state",
  points: 2,
  hints: [
    "After loading, does the other model return the same output? If not, which parameter is missing in the state?",
    "stateDict() has the parameters that namedParameters() finds: everything that forward uses must be in a field.",
    "forward may use only this.w1, this.b1, this.w2 and this.b2, and no copies that the constructor has made.",
  ],
}, async ({ seed }) => {
  const xs = [-1, 0, 1, 3];
  const { saved, loaded } = await lesson.evaluate(
    async ({ MyOwnMLP }, xs, seed) => {
      const tf = await import("@tensorflow/tfjs");
      const { Adam, decodeTensors, encodeTensors } = await import("downhill");
      const x = tf.tensor2d(xs, [xs.length, 1]);
      const [model, other] = [new MyOwnMLP({ seed }), new MyOwnMLP({ seed: seed + 1 })];
      const optimizer = new Adam(model.parameters(), { learningRate: 0.05 });
      for (let step = 0; step < 3; step++) optimizer.step(() => model.forward(x).sub(5).square().mean()).dispose();
      other.loadStateDict(decodeTensors(await encodeTensors(model.stateDict())));
      return { saved: model.forward(x), loaded: other.forward(x) };
    },
    xs,
    seed,
  );
  const shape = [xs.length, 1];
  const expected = requireTensor(saved, { name: "forward(x) of the model that was saved", shape });
  const came = requireTensor(loaded, { name: "forward(x) of the model that was loaded", shape });
  const worst = indexOfLargest(came.map((y, i) => Math.abs(y - expected[i])));
  if (came[worst] === expected[worst]) return; // both ran the same kernels on the same numbers
  fail(
    `forward(x)[${worst}] of the model that was loaded is ${
      describe(came[worst])
    }, but that of the model that was saved ` +
      `is ${describe(expected[worst])}: forward computes with something that stateDict() does not hold, for example ` +
      "a copy or a private field.",
  );
});

check("learns with all of its parameters", {
  id: "14-learns",
  points: 2,
  hints: [
    "Which parameters have changed after one step of an optimizer?",
    "An optimizer changes the parameters in model.parameters() that forward computes with.",
    "Use this.w1, this.b1, this.w2 and this.b2 themselves in forward, not copies of them.",
  ],
}, async () => {
  const evidence = await lesson.evaluate(trainCommittee);
  const names = [0, 1].flatMap((i) => NAMES.map((name) => `members.${i}.${name}`));
  const changes = requireList(evidence, "how far each parameter moved").map((each) =>
    requireRecord(each, "a parameter")
  );
  assertNames(changes.map(({ name }) => name), names, "a committee of two");
  changes.forEach(({ moved, used }, i) => {
    if (requireNumber(moved, `how far ${names[i]} moved`) > 0) return;
    const isUsed = requireNumber(used, `how much forward(x) depends on ${names[i]}`) > 0;
    fail(
      `${names[i]} stays as it is while the others learn: ` +
        (isUsed
          ? "forward uses its values, but no gradient reaches it: do you read the values as numbers, or copy them?"
          : "the output of forward does not depend on it."),
    );
  });
});

check("keeps no tensors except its four parameters, and frees them", {
  id: "14-clean",
  points: 1,
  hints: [
    "Print tf.memory().numTensors before and after new MyOwnMLP(): is it 4 more?",
    "new Parameter(tensor) takes over the tensor. If you also clone or keep the tensor, there is one too many.",
    "this.w1 = new Parameter(tf.tensor2d(draw(), [1, units])); and no tf.keep anywhere.",
  ],
}, async () => {
  const { before, after } = await created({ seed: 7, units: 100 });
  const made = requireNumber(after, "the number of tensors after") -
    requireNumber(before, "the number of tensors before");
  if (made !== 4) {
    fail(
      `new MyOwnMLP() makes ${counted(made, "tensor")}, expected 4: ` +
        (made > 4
          ? "is a tensor kept as well, or did tf.variable copy one? (new Parameter takes over the tensor.)"
          : "one for each parameter."),
      { hasCause: made > 4 },
    );
  }
  const counts = await lesson.evaluate(async ({ MyOwnMLP, Committee }) => {
    const tf = await import("@tensorflow/tfjs");
    const x = tf.ones([3, 1]);
    const model = new MyOwnMLP();
    const committee = new Committee([new MyOwnMLP(), new MyOwnMLP()]);
    const kept = [model, committee].map((each) => {
      each.forward(x); // this call may keep tensors for later ones
      const before = tf.memory().numTensors;
      for (let i = 0; i < 5; i++) tf.tidy(() => void each.forward(x));
      return tf.memory().numTensors - before;
    });
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) new MyOwnMLP().dispose();
    return { kept, before, after: tf.memory().numTensors };
  });
  const [ofModel, ofCommittee] = requireNumbers(counts?.kept, "the numbers of tensors kept by 5 calls to forward", 2);
  const assertNothingKept = (kept: number, name: string) => {
    if (kept === 0) return;
    fail(
      `${name} ${kept > 0 ? "keeps" : "frees"} ${counted(Math.abs(kept), "tensor")} in 5 calls, although they are in ` +
        "a tf.tidy: " + (kept > 0 ? "is there a tf.keep or a new variable in forward?" : "does the caller need them?"),
      { hasCause: kept > 0 },
    );
  };
  assertNothingKept(ofModel, "forward(x) of MyOwnMLP");
  if (ofCommittee !== 2 * ofModel) assertNothingKept(ofCommittee, "forward(x) of a committee");
  assertNoTensorsLeft(counts, 5, "are all parameters in fields, so that dispose() finds them?");
});

check("says how many numbers stay trainable with a private w1", {
  id: "14-answer",
  points: 1,
  hints: [
    "Which of the four fields would the base class still find?",
    "Write #w1 for w1 everywhere in the class, and add up the counts that describe() lists.",
    "There are 301 numbers in all, and w1 has 100 of them.",
  ],
}, async () => {
  const { trained } = await lesson.evaluate(async ({ answers }) => {
    const { trained } = await answers();
    return { trained };
  });
  const counts = Object.values(shapesFor(100)).map(product);
  const total = sum(counts);
  assertAnswer(trained, total - counts[0], {
    name: "trained",
    how: "add up the counts that describe() still finds",
    mistakes: {
      "that is all of them, but the base class does not find a private field.": total,
      "that is the number of parameters, not of the numbers in them.": 3,
      "that is the count of w1, which the base class would not find.": counts[0],
      "is b2 missing?": total - counts[0] - counts[3],
      "is w2 missing?": counts[1] + counts[3],
      "the base class still finds the public fields.": 0,
    },
  });
});

/** A new model, and what the base class finds in it. */
function created(options: { seed?: number; units?: number }) {
  return lesson.share(createModel, options)();
}

/** The numbers of a new model, after a check that its parameters are in the right fields. */
async function parametersOf({ seed, units }: { seed?: number; units?: number }): Promise<CurveWeights> {
  const model = units === undefined ? "new MyOwnMLP()" : `a model with ${units} units`;
  return requireParameters(await created({ seed, units }), { units, model });
}

function assertNames(names: unknown, expected: readonly string[], owner: string): void {
  assertTexts(requireTexts(names, `the names in ${owner}`), expected, {
    name: `the list of the parameters in ${owner}`,
  });
}
