/**
 * The probes of lesson 14, and the checks of its parameters, its committee and its descriptions.
 * @module
 */
import {
  assertTexts,
  fail,
  requireList,
  requireNumbers,
  requireRecord,
  requireTensor,
  requireTexts,
  shapeText,
  type TensorData,
} from "downhill/testing";
import { curveAt, type CurveWeights, fromList, relu } from "./curve_network.ts";
import { mean, sum } from "./lists.ts";

type Solution = typeof import("../../solutions/14_module.ts");

/** The names of the parameters, in the order of the fields. */
export const NAMES = ["w1", "b1", "w2", "b2"] as const;

/** The shapes of the parameters of a model with this many hidden units. */
export function shapesFor(units: number): Record<(typeof NAMES)[number], number[]> {
  return { w1: [1, units], b1: [units], w2: [units, 1], b2: [1] };
}

/** A probe: a new model, the values of its fields, what the base class finds, and how many tensors it has made. */
export async function createModel({ MyOwnMLP }: Solution, options: { seed?: number; units?: number }) {
  const tf = await import("@tensorflow/tfjs");
  const before = tf.memory().numTensors;
  let model;
  try {
    model = new MyOwnMLP(options);
  } catch (error) {
    if ((options.units ?? 100) === 100) throw error;
    new MyOwnMLP({ ...options, units: 100 }).dispose(); // throws if a model with 100 units also fails
    return { failure: String(error), before, after: before, kinds: [], named: [] };
  }
  const after = tf.memory().numTensors;
  const kindOf = (field: unknown) =>
    field instanceof tf.Variable
      ? field.trainable ? "parameter" : "constant"
      : field instanceof tf.Tensor
      ? "tensor"
      : typeof field;
  return {
    failure: "",
    before,
    after,
    kinds: [model.w1, model.b1, model.w2, model.b2].map(kindOf),
    named: [...model.namedParameters()].map(([name, parameter]) => ({ name, parameter })),
  };
}

/** The mistake for each kind of field that does not hold a Parameter. */
const FIELD_PROBLEMS: Record<string, string> = {
  tensor: "is a plain tensor, which no optimizer can train: make it a Parameter.",
  constant: "is a variable that is not trainable: make it a Parameter.",
  undefined: "is undefined, expected a Parameter: is it never set, or is it a private #field?",
};

/** Checks that a model has the four parameters in its fields, and no others; returns their numbers. */
export function requireParameters(
  { failure, kinds, named }: { failure: unknown; kinds: unknown; named: unknown },
  { units, model }: { units?: number; model: string },
): CurveWeights {
  if (failure !== "") {
    fail(`${model} cannot be made, but a model with 100 can: is there a 100 where \`units\` should be?`);
  }
  const fields = requireTexts(kinds, "the kinds of the four fields", NAMES.length);
  NAMES.forEach((name, i) => {
    if (fields[i] === "parameter") return;
    fail(`this.${name} ${FIELD_PROBLEMS[fields[i]] ?? `is of type ${fields[i].slice(0, 40)}, expected a Parameter.`}`);
  });
  const found = requireList(named, "what namedParameters() holds").map((each) => requireRecord(each, "a parameter"));
  const names = requireTexts(found.map(({ name }) => name), "the names in namedParameters()");
  for (const name of NAMES.filter((name) => !names.includes(name))) {
    const path = names.find((each) => each.endsWith(`.${name}`));
    fail(
      path === undefined
        ? `this.${name} is a Parameter, but the base class does not find it: is it in a private #field, with a getter?`
        : `${name} is found as "${path.slice(0, 40)}", expected "${name}": keep it in a field of the model itself.`,
    );
  }
  const extra = names.find((name) => !NAMES.some((each) => each === name));
  if (extra !== undefined) {
    fail(`the base class also finds "${extra.slice(0, 40)}": keep only the four parameters in fields.`);
  }
  assertTexts(names, NAMES, { name: "the order of the parameters that the base class finds" });
  const shapes = shapesFor(units ?? 100);
  const [w1, b1, w2, b2] = NAMES.map((name, i) => {
    const shape = requireNumbers(requireRecord(found[i].parameter, name).shape, `the shape of ${name}`);
    if (units === undefined && String(shape) !== String(shapes[name])) {
      fail(
        `${name} of ${model} does not have the shape ${shapeText(shapes[name])}: is the default of \`units\` not 100?`,
      );
    }
    const isFixed = String(shape) !== String(shapes[name]) && String(shape) === String(shapesFor(100)[name]);
    if (isFixed) fail(`${name} of ${model} has the shape ${shapeText(shapesFor(100)[name])}: does it use \`units\`?`);
    const why = "as in lesson 12, with `units` instead of 100";
    return requireTensor(found[i].parameter, { name: `${name} of ${model}`, shape: shapes[name], why });
  });
  return { w1, b1, w2, b2 };
}

/**
 * A probe: the outputs of committees of 1, 2 and 3 members, each called twice, and the names of their parameters. The
 * members have the parameters of MyOwnMLP, but a different formula, because a committee takes any module.
 */
export async function askCommittees({ Committee }: Solution, xs: number[], weights: number[][], units: number) {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter } = await import("downhill");
  const { isDisposed } = await import("downhill/instruments");
  class Member extends Module {
    w1: InstanceType<typeof Parameter>;
    b1: InstanceType<typeof Parameter>;
    w2: InstanceType<typeof Parameter>;
    b2: InstanceType<typeof Parameter>;
    constructor(numbers: number[]) {
      super();
      this.w1 = new Parameter([numbers.slice(0, units)]);
      this.b1 = new Parameter(numbers.slice(units, 2 * units));
      this.w2 = new Parameter(numbers.slice(2 * units, 3 * units).map((value) => [value]));
      this.b2 = new Parameter(numbers.slice(3 * units));
    }
    forward(x: InstanceType<typeof tf.Tensor>) {
      return x.matMul(this.w1).add(this.b1).tanh().matMul(this.w2).add(this.b2);
    }
  }
  const members = weights.map((numbers) => new Member(numbers));
  class Twins extends Module {
    second = new Committee(members.slice(1));
    first = members[0];
    forward(x: InstanceType<typeof tf.Tensor>) {
      return this.second.forward(this.first.forward(x));
    }
  }
  const x = tf.tensor2d(xs, [xs.length, 1]);
  const committees = [1, 2, 3].map((count) => new Committee(members.slice(0, count)));
  const names = [...committees[1].namedParameters().keys()];
  const ask = () => committees.map((each) => isDisposed(x) ? null : each.forward(x));
  const [outputs, again] = [ask(), ask()];
  return { names, found: [...new Twins().namedParameters().keys()], outputs, again, disposed: Number(isDisposed(x)) };
}

/** The mistake behind each wrong shape of the output of a committee of 2 for three rows. */
const SHAPE_PROBLEMS: Record<string, string> = {
  "2,1": "it has a row for each member, so the mean was taken over the rows",
  "3,2": "it has a column for each member, so the outputs are next to each other",
  "": "it is one number for all rows",
  "1,1": "it is one number for all rows",
};

/** The outputs of committees of 1, 2 and 3 for three rows, in one list: nine numbers. */
export function committeeOutputs(outputs: unknown): number[] {
  const tensors = requireList(outputs, "the outputs of three committees", 3) as (Partial<TensorData> | null)[];
  const shape = requireNumbers(tensors[1]?.shape, "the shape of forward(x) of a committee of 2");
  const problem = SHAPE_PROBLEMS[shape.join()];
  if (problem) fail(`forward(x) of a committee of 2 has the shape ${shapeText(shape)}, expected [3, 1]: ${problem}.`);
  return tensors.flatMap((output, i) =>
    requireTensor(output, { name: `forward(x) of a committee of ${i + 1}`, shape: [3, 1], why: "a row for each x" })
  );
}

/** The right outputs, which are the means of the members' outputs, and the results of known mistakes. */
export function expectedOutputs(xs: readonly number[], weights: readonly number[][]) {
  const members = weights.map(fromList);
  const said = (activation: typeof relu) => members.map((each) => xs.map((x) => curveAt(x, each, activation)));
  /** The results of `combine` for the members' outputs: for each committee, one result for each row. */
  const forAll = (combine: (outputs: number[], x: number) => number, activation: typeof relu = Math.tanh) =>
    [1, 2, 3].flatMap((count) =>
      xs.map((x, row) => combine(said(activation).slice(0, count).map((outputs) => outputs[row]), x))
    );
  const mistakes = {
    "that is the sum: divide it by the number of members": forAll(sum),
    "that is the output of the first member alone": forAll(([first]) => first),
    "that is the output of the last member alone": forAll((outputs) => outputs[outputs.length - 1]),
    "that divides by 2, however many members there are": forAll((outputs) => sum(outputs) / 2),
    "that averages two outputs, then this average and the next output: later members count more": forAll((
      [first, ...others],
    ) => others.reduce((average, output) => (average + output) / 2, first)),
    "that applies MyOwnMLP's formula to the members' parameters, but a member may be any module: call its forward":
      forAll(mean, relu),
    "that averages the members' parameters instead of their outputs": [1, 2, 3].flatMap((count) => {
      const averages = weights[0].map((_, j) => mean(weights.slice(0, count).map((numbers) => numbers[j])));
      return xs.map((x) => curveAt(x, fromList(averages)));
    }),
    "that passes the output of each member on to the next": forAll((outputs, x) =>
      members.slice(0, outputs.length).reduce((value, each) => curveAt(value, each, Math.tanh), x)
    ),
  };
  return { means: forAll(mean), mistakes };
}

/** A probe: how far each parameter of a committee moves in two steps; if one does not move, whether forward uses it. */
export async function trainCommittee({ MyOwnMLP, Committee }: Solution) {
  const tf = await import("@tensorflow/tfjs");
  const { SGD } = await import("downhill");
  const model = new Committee([new MyOwnMLP({ seed: 1 }), new MyOwnMLP({ seed: 2 })]);
  const x = tf.tensor2d([-1, 0.5, 2], [3, 1]);
  const read = () => Promise.all(model.parameters().map(async (each) => Array.from(await each.data())));
  const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
  const before = await read();
  const optimizer = new SGD(model.parameters(), { learningRate: 1 });
  for (let step = 0; step < 2; step++) optimizer.step(() => model.forward(x).sub(5).square().mean()).dispose();
  const after = await read();
  const named = [...model.namedParameters()];
  const moved = named.map(([name], i) => ({ name, moved: distance(after[i], before[i]), used: 0 }));
  // whether the output depends on the parameters that have not moved
  for (const [i, [, parameter]] of named.entries()) {
    if (moved[i].moved > 0) continue;
    const first = await model.forward(x).data();
    parameter.assign(parameter.add(1));
    moved[i].used = distance(await model.forward(x).data(), first);
  }
  return moved;
}

/** A probe: the descriptions of other modules, and the number of tensors before and after. */
export async function describeOther({ describe }: Solution) {
  const tf = await import("@tensorflow/tfjs");
  const { Module, Parameter } = await import("downhill");
  class Inner extends Module {
    w2 = new Parameter(tf.zeros([2, 1]));
    b2 = new Parameter(tf.zeros([1]));
    forward = (x: InstanceType<typeof tf.Tensor>) => x;
  }
  class Other extends Module {
    kernel = new Parameter(tf.zeros([5, 3, 2]));
    inner = [new Inner(), new Inner()];
    constant = tf.variable(tf.zeros([5]), false);
    scale = new Parameter(1);
    forward = (x: InstanceType<typeof tf.Tensor>) => x;
  }
  const other = new Other();
  const before = tf.memory().numTensors;
  const rows = describe(other);
  const after = tf.memory().numTensors;
  const named = Array.isArray(rows)
    ? rows.map((row) => ({ name: row?.name, shape: row?.shape, count: row?.count }))
    : rows;
  return { rows: named, before, after };
}

/** The mistake that leads to these wrong names; undefined if it is none of the known mistakes. */
export function namesProblem(came: readonly string[], names: readonly string[]): string | undefined {
  const isList = (others: readonly string[]) => came.join() === others.join();
  if (came.length > 0 && came.every((name, i) => name === String(i))) {
    return "it numbers the parameters instead of naming them";
  }
  if (came.length > 0 && came.every((name) => /^\d+$/.test(name))) return "those are TF.js's names for the variables";
  if (isList(names.map((name) => name.slice(name.lastIndexOf(".") + 1)))) {
    return "those are only the last parts of the names";
  }
  if (came.includes("constant")) return '"constant" is a variable that is not trained';
  if (isList(names.slice(0, -1))) return "the parameter of shape [] is left out";
  if (isList(NAMES)) return "those are the parameters of MyOwnMLP, not of this model";
  if (isList(names.toSorted())) return "they are sorted by name, not in the order of namedParameters()";
  if (isList(names.slice(0, 4))) return "those are the first four parameters, but a model may have more";
}
