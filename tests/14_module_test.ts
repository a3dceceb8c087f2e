/**
 * The checks of lesson 14. The expected outputs are computed here, in float64, from the numbers that the generator of
 * the seed draws.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  assertNoTensorsLeft,
  assertTexts,
  check,
  counted,
  fail,
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
import { curveAt, type CurveWeights, drawnWeights, relu } from "./oracles/curve_network.ts";
import { list, mean, product, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/14_module.ts")>("14_module");

const NAMES = ["w1", "b1", "w2", "b2"] as const;

check("keeps its parameters where the base class finds them", {
  id: "14-parameters",
  points: 2,
  hints: [
    "Print [...new MyOwnMLP().namedParameters().keys()]: which of the four are missing?",
    "Found are public fields of `this` that hold a Parameter; a plain tensor is none.",
    "this.b1 = new Parameter(tf.zeros([units])); and so on: w1 [1, units], b1 [units], w2 [units, 1], b2 [1].",
  ],
}, async () => {
  for (const units of [100, 3]) {
    const { fields, named } = await created(7, units);
    const kinds = requireTexts(fields, "the kinds of the four fields", NAMES.length);
    NAMES.forEach((name, i) => {
      const kind = kinds[i];
      if (kind === "variable") return;
      fail(
        kind === "tensor"
          ? `this.${name} is a tensor, which nothing can train: make it new Parameter(tensor).`
          : `this.${name} is ${kind.slice(0, 40)}, expected a Parameter: is it a private #field, or not set at all?`,
      );
    });
    const found = parametersIn(named);
    assertTexts(found.map(({ name }) => name), NAMES, {
      name: "what the base class finds",
      why: "keep these four, and no other, in fields of the model",
    });
    const shapes = shapesFor(units);
    found.forEach(({ parameter }, i) => {
      const name = `${NAMES[i]} of a model with ${units} units`;
      requireTensor(parameter, { name, shape: shapes[NAMES[i]], why: "as in lesson 12, with `units` for 100" });
    });
  }
});

check("starts with the numbers of lesson 12", {
  id: "14-weights",
  points: 2,
  hints: [
    "Do two models of the same seed have the same numbers, and those of another seed others?",
    "`draw` goes on in the generator's stream: w1 takes the first `units` numbers, w2 the next. Biases draw none.",
    "w1 from draw(), then w2 from draw(); tf.zeros([units]) and tf.zeros([1]) for the biases.",
  ],
}, async ({ seed }) => {
  for (const [each, units] of [[7, 100], [seed + 1, 100], [seed, 3]]) {
    const { named } = await created(each, units);
    const weights = drawnWeights(each, units);
    const swapped = { ...weights, w1: weights.w2, w2: weights.w1 };
    NAMES.forEach((name, i) => {
      const shape = shapesFor(units)[name];
      assertClose(requireTensor(parametersIn(named)[i]?.parameter, { name, shape }), weights[name], {
        name,
        absolute: 1e-7, // the largest of these numbers is about 0.3, and float32 rounds it by 2⁻²⁶ = 1.5e-8 at most
        why: name.startsWith("w") ? `from 0.1 · N(0, 1), drawn in order, seed ${each}` : "a bias begins at 0",
        mistakes: {
          "that is what the other weights should be: draw w1 before w2": swapped[name],
          "those are the numbers of seed 7: use the seed that comes in": drawnWeights(7, units)[name],
        },
      });
    });
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
    "Which formula of lesson 12 is missing, or uses something else than this model's parameters?",
    "hidden = relu(x · w1 + b1), f(x) = hidden · w2 + b2; each parameter is this.….",
    "const hidden = x.matMul(this.w1).add(this.b1).relu(); return hidden.matMul(this.w2).add(this.b2);",
  ],
}, async ({ seed }) => {
  const { xs, ys } = noisyCubic();
  const inputs = [xs, [1.5]];
  // the biases are not 0, to show where they are added
  const random = new RandomState(seed);
  const numbers = (count: number) => list(count, () => random.normal());
  const weights: CurveWeights = { w1: numbers(5), b1: numbers(5), w2: numbers(5), b2: numbers(1) };
  const outputs = await lesson.evaluate(
    async ({ MyOwnMLP }, inputs, { w1, b1, w2, b2 }) => {
      const tf = await import("@tensorflow/tfjs");
      const [first, other] = [new MyOwnMLP(), new MyOwnMLP({ units: 5 })];
      other.loadStateDict({
        w1: tf.tensor2d(w1, [1, 5]),
        b1: tf.tensor1d(b1),
        w2: tf.tensor2d(w2, [5, 1]),
        b2: tf.tensor1d(b2),
      });
      const column = (xs: number[]) => tf.tensor2d(xs, [xs.length, 1]);
      return [first, other].map((model) => inputs.map((xs) => model.forward(column(xs))));
    },
    inputs,
    weights,
  );
  const none = { b1: weights.b1.map(() => 0), b2: [0] };
  [drawnWeights(7, 100), weights].forEach((weights, i) =>
    inputs.forEach((xs, k) => {
      const name = `forward(x) of ${i === 0 ? "new MyOwnMLP()" : "a model with 5 units"}`;
      const came = requireTensor(outputs?.[i]?.[k], { name, shape: [xs.length, 1], why: "a row for each x" });
      const size = Math.max(1, ...xs.map(Math.abs)) * (1 + sum(weights.w1.map((w, k) => Math.abs(w * weights.w2[k]))));
      const said = (weights: CurveWeights, activation = relu) => xs.map((x) => curveAt(x, weights, activation));
      assertClose(came, said(weights), {
        name,
        absolute: TOLERANCE * size,
        why: "relu(x · w1 + b1) · w2 + b2",
        mistakes: {
          "that is without relu": said(weights, (z) => z),
          "b1 is missing": said({ ...weights, b1: none.b1 }),
          "b2 is missing": said({ ...weights, b2: none.b2 }),
          "that ends in a relu: only the hidden units have it": said(weights).map(relu),
        },
      });
    })
  );
  const untrained = requireTensor(outputs?.[0]?.[0], { name: "forward(x)", shape: [xs.length, 1] });
  const loss = mean(untrained.map((y, i) => (y - ys[i]) ** 2));
  assertClose(loss, 133.47598266601562, { name: "the loss of the untrained model", relative: 1e-5, why: "PyTorch's" });
});

check("averages a committee, and is found in larger modules by name", {
  id: "14-nested",
  points: 2,
  hints: [
    "What does each member say to x? And what does a committee of one say?",
    "Every member has a forward(x); add up what they say and divide by their number. Their parameters are found by themselves.",
    "return tf.addN(this.members.map((member) => member.forward(x))).div(this.members.length);",
  ],
}, async ({ seed }) => {
  const xs = [-1, 0.5, 2];
  const seeds = [seed, seed + 1, seed + 2];
  const { names, found, outputs } = await lesson.evaluate(
    async ({ MyOwnMLP, Committee }, xs, seeds) => {
      const tf = await import("@tensorflow/tfjs");
      const { Module } = await import("downhill");
      const members = seeds.map((seed) => new MyOwnMLP({ seed, units: 4 }));
      const x = tf.tensor2d(xs, [xs.length, 1]);
      class Twins extends Module {
        second = new Committee(members.slice(1));
        first = members[0];
        forward(x: InstanceType<typeof tf.Tensor>) {
          return this.second.forward(this.first.forward(x));
        }
      }
      return {
        names: [...new Committee(members.slice(0, 2)).namedParameters().keys()],
        found: [...new Twins().namedParameters().keys()],
        outputs: [1, 2, 3].map((count) => new Committee(members.slice(0, count)).forward(x)),
      };
    },
    xs,
    seeds,
  );
  assertNames(names, [0, 1].flatMap((i) => NAMES.map((name) => `members.${i}.${name}`)), "a committee of two");
  const within = [0, 1].flatMap((i) => NAMES.map((name) => `second.members.${i}.${name}`));
  assertNames(
    found,
    [...within, ...NAMES.map((name) => `first.${name}`)],
    "a module that holds a committee and a model",
  );
  const said = seeds.map((each) => xs.map((x) => curveAt(x, drawnWeights(each, 4))));
  [1, 2, 3].forEach((count, k) => {
    const name = `forward(x) of a committee of ${count}`;
    const total = xs.map((_, i) => sum(said.slice(0, count).map((ys) => ys[i])));
    assertClose(
      requireTensor(outputs?.[k], { name, shape: [3, 1], why: "as each member says it" }),
      total.map((y) => y / count),
      {
        name,
        absolute: TOLERANCE,
        why: "the mean of what its members say",
        mistakes: {
          "that is the sum: divide by the number of members": total,
          "that is what the first member says alone": said[0],
          "that is what the last member says alone": said[count - 1],
          "that divides by 2, however many there are": total.map((y) => y / 2),
        },
      },
    );
  });
});

check("describes any model, parameter by parameter", {
  id: "14-describe",
  points: 1,
  hints: [
    "What does model.namedParameters() hold, and what do a parameter's shape and size say?",
    "A Map of names to parameters: Array.from goes through it, entry by entry.",
    "Array.from(model.namedParameters(), ([name, { shape, size }]) => ({ name, shape, count: size }))",
  ],
}, async () => {
  const { own, other } = await lesson.evaluate(async ({ MyOwnMLP, describe }) => {
    const tf = await import("@tensorflow/tfjs");
    const { Module, Parameter } = await import("downhill");
    class Other extends Module {
      kernel = new Parameter(tf.zeros([3, 3, 2]));
      inner = [new MyOwnMLP({ units: 2 })];
      scale = new Parameter(1);
      forward = (x: InstanceType<typeof tf.Tensor>) => x;
    }
    return { own: describe(new MyOwnMLP()), other: describe(new Other()) };
  });
  const shapes = (units: number, prefix = "") =>
    Object.entries(shapesFor(units)).map(([name, shape]) => ({ name: prefix + name, shape }));
  assertSummary(own, shapes(100), "describe(new MyOwnMLP())");
  const all = [{ name: "kernel", shape: [3, 3, 2] }, ...shapes(2, "inner.0."), { name: "scale", shape: [] }];
  assertSummary(other, all, "describe(model) of another module");
});

check("can be saved, and loaded into another model", {
  id: "14-state",
  points: 2,
  hints: [
    "After loading, does the other model say the same? If not, which parameter is not in the state?",
    "stateDict() finds what namedParameters() finds: everything that forward uses has to be in a field.",
    "forward may use this.w1, this.b1, this.w2 and this.b2 only: nothing that was copied in the constructor.",
  ],
}, async ({ seed }) => {
  const xs = [-1, 0, 1, 3];
  const { before, saved, loaded } = await lesson.evaluate(
    async ({ MyOwnMLP }, xs, seed) => {
      const tf = await import("@tensorflow/tfjs");
      const { Adam, decodeTensors, encodeTensors } = await import("downhill");
      const x = tf.tensor2d(xs, [xs.length, 1]);
      const [model, other] = [new MyOwnMLP({ seed }), new MyOwnMLP({ seed: seed + 1 })];
      const optimizer = new Adam(model.parameters(), { learningRate: 0.05 });
      for (let step = 0; step < 3; step++) optimizer.step(() => model.forward(x).sub(5).square().mean()).dispose();
      const before = other.forward(x);
      other.loadStateDict(decodeTensors(await encodeTensors(model.stateDict())));
      return { before, saved: model.forward(x), loaded: other.forward(x) };
    },
    xs,
    seed,
  );
  const shape = [xs.length, 1];
  const expected = requireTensor(saved, { name: "forward(x) of the model that was saved", shape });
  assertClose(requireTensor(loaded, { name: "forward(x) of the model that was loaded", shape }), expected, {
    name: "forward(x) of the model that was loaded",
    absolute: 0, // the same numbers through the same kernels
    relative: 1e-12,
    why: "what the saved one says",
    mistakes: { "that is what it said before loading": requireTensor(before, { name: "forward(x) before", shape }) },
  });
});

check("learns with all of its parameters", {
  id: "14-learns",
  points: 2,
  hints: [
    "Which parameters have changed after one step of an optimizer?",
    "An optimizer changes what model.parameters() lists, if forward makes use of it.",
    "Use this.w1, this.b1, this.w2 and this.b2 themselves in forward, not copies of them.",
  ],
}, async () => {
  const moved = await lesson.evaluate(async ({ MyOwnMLP, Committee }) => {
    const tf = await import("@tensorflow/tfjs");
    const { SGD } = await import("downhill");
    const model = new Committee([new MyOwnMLP({ seed: 1 }), new MyOwnMLP({ seed: 2 })]);
    const x = tf.tensor2d([-1, 0.5, 2], [3, 1]);
    const read = () => Promise.all(model.parameters().map(async (each) => Array.from(await each.data())));
    const before = await read();
    const optimizer = new SGD(model.parameters(), { learningRate: 1 });
    for (let step = 0; step < 2; step++) optimizer.step(() => model.forward(x).sub(5).square().mean()).dispose();
    const after = await read();
    const names = [...model.namedParameters().keys()];
    return names.map((name, i) => ({ name, moved: Math.max(...after[i].map((v, k) => Math.abs(v - before[i][k]))) }));
  });
  const names = [0, 1].flatMap((i) => NAMES.map((name) => `members.${i}.${name}`));
  const changes = requireList(moved, "how far each parameter moved").map((each) => requireRecord(each, "a parameter"));
  assertNames(changes.map(({ name }) => name), names, "a committee of two");
  changes.forEach(({ moved: distance }, i) => {
    if (requireNumber(distance, `how far ${names[i]} moved`) > 0) return;
    fail(`${names[i]} stays as it is while the others learn: does forward make use of it?`);
  });
});

check("makes no tensors but its four parameters, and frees them", {
  id: "14-clean",
  points: 1,
  hints: [
    "Print tf.memory().numTensors before and after new MyOwnMLP(): is it 4 more?",
    "new Parameter(tensor) takes the tensor over; a tensor that you clone or keep besides is one too many.",
    "this.w1 = new Parameter(tf.tensor2d(draw(), [1, units])); with nothing else kept.",
  ],
}, async () => {
  const { before, after } = await created(7, 100);
  const made = requireNumber(after, "the number of tensors after") -
    requireNumber(before, "the number of tensors before");
  if (made !== 4) fail(`new MyOwnMLP() makes ${counted(made, "tensor")}, expected 4: keep only its parameters.`);
  const counts = await lesson.evaluate(async ({ MyOwnMLP }) => {
    const tf = await import("@tensorflow/tfjs");
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) new MyOwnMLP().dispose();
    return { before, after: tf.memory().numTensors };
  });
  assertNoTensorsLeft(counts, 5, "are all parameters in fields, so that dispose() finds them?");
});

check("says what a private field costs", {
  id: "14-answer",
  points: 1,
  hints: [
    "Which of the four would the base class still find?",
    "Write #w1 for w1 everywhere in the class, and add up the counts that describe() lists.",
    "301 numbers in all, and w1 has 100 of them.",
  ],
}, async () => {
  const { trained } = await lesson.evaluate(({ answers }) => answers());
  const all = Object.entries(shapesFor(100)).map(([name, shape]) => ({ name, count: product(shape) }));
  const total = sum(all.map(({ count }) => count));
  assertAnswer(trained, total - all[0].count, {
    name: "trained",
    how: "add up the counts that describe() still finds",
    mistakes: {
      "that is all of them, and nobody finds a private field": total,
      "that is the number of parameters: count the numbers in them": 3,
      "that is w1 itself, which is what gets lost": all[0].count,
    },
  });
});

/** A new model: what is in its fields, what the base class finds there, and how many tensors it has made. */
function created(seed: number, units: number) {
  return lesson.share(
    async ({ MyOwnMLP }, seed, units) => {
      const tf = await import("@tensorflow/tfjs");
      const before = tf.memory().numTensors;
      const model = new MyOwnMLP({ seed, units });
      const after = tf.memory().numTensors;
      const fields = [model.w1, model.b1, model.w2, model.b2];
      return {
        before,
        after,
        fields: fields.map((field: unknown) =>
          field instanceof tf.Variable ? "variable" : field instanceof tf.Tensor ? "tensor" : typeof field
        ),
        named: [...model.namedParameters()].map(([name, parameter]) => ({ name, parameter })),
      };
    },
    seed,
    units,
  )();
}

function shapesFor(units: number) {
  return { w1: [1, units], b1: [units], w2: [units, 1], b2: [1] };
}

function parametersIn(named: unknown) {
  return requireList(named, "what namedParameters() holds").map((each) => requireRecord(each, "a parameter"));
}

function assertNames(names: unknown, expected: readonly string[], owner: string): void {
  const came = requireTexts(names, `the names in ${owner}`);
  const missing = expected.find((name) => !came.includes(name));
  if (missing !== undefined) {
    fail(`In ${owner}, ${missing} is not found among ${came.length} parameters: is it in a field?`);
  }
  assertTexts(came, expected, { name: `the list of the parameters in ${owner}` });
}

function assertSummary(summary: unknown, expected: readonly { name: string; shape: number[] }[], name: string): void {
  const rows = requireList(summary, name).map((row) => requireRecord(row, `a row of ${name}`));
  assertNames(rows.map((row) => row.name), expected.map(({ name }) => name), name);
  expected.forEach(({ name: parameter, shape }, i) => {
    const came = requireNumbers(rows[i].shape, `the shape of ${parameter}`);
    if (came.join() !== shape.join()) {
      fail(`${name} says that ${parameter} is ${shapeText(came)}, expected ${shapeText(shape)}.`);
    }
    assertClose(rows[i].count, product(shape), {
      name: `the count of ${parameter} [${shape.join(", ")}]`,
      mistakes: { "that is the number of its axes": shape.length },
    });
  });
}
