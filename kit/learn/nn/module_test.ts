import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import "../tfjs/quiet.ts";
import { Module } from "./module.ts";
import { Parameter } from "./parameter.ts";

class Scale extends Module {
  factor: Parameter;
  constructor(factor: number) {
    super();
    this.factor = new Parameter(factor);
  }
  forward(x: tf.Tensor) {
    return x.mul(this.factor);
  }
}

class Deep extends Module {
  height = new Parameter([0, 1]);
  first = new Scale(2);
  layers = [new Scale(3), new Scale(4)];
  named = { last: new Scale(5) };
  count = tf.variable(tf.scalar(7), false);
  width = 100;
  plain = tf.scalar(8);
  again = this.first;
  parent?: Module;
  forward(x: tf.Tensor) {
    return this.first.forward(x).add(this.height);
  }
}

Deno.test("A module finds its parameters and those of inner modules, in the order of its fields, each once", () => {
  const model = new Deep();
  model.parent = model; // must not lead to an endless loop
  assertEquals([...model.namedParameters().keys()], [
    "height",
    "first.factor",
    "layers.0.factor",
    "layers.1.factor",
    "named.last.factor",
  ]);
  assertEquals(model.parameters()[1], model.first.factor);
  assertEquals(Object.keys(model.stateDict()).at(-1), "count"); // saved, but not trained
});

Deno.test("stateDict() contains the variables themselves", () => {
  const model = new Scale(1);
  assert(model.stateDict().factor === model.factor);
});

Deno.test("loadStateDict() copies the values and does not dispose of the tensors", async () => {
  const model = new Scale(1);
  const state = { factor: tf.scalar(6) };
  model.loadStateDict(state);
  state.factor.dispose();
  assertEquals([...await model.factor.data()], [6]);
});

Deno.test("loadStateDict() accepts a model's own state, which changes nothing", async () => {
  const model = new Scale(4);
  model.loadStateDict(model.stateDict());
  assertEquals([...await model.factor.data()], [4]);
});

Deno.test("loadStateDict() refuses a state that does not fit, and then changes nothing", async () => {
  const model = new Deep();
  const state = model.stateDict();
  const load = (change: object) => () => model.loadStateDict({ ...state, ...change });
  const { height, ...less } = state;
  assert(height);
  assertThrows(() => model.loadStateDict(less), RangeError, 'The state has no "height", but the model has');
  assertThrows(load({ more: tf.scalar(1) }), RangeError, 'The state has "more", which the model does not have');
  const wrong = { height: tf.tensor([9, 9]), "named.last.factor": tf.tensor([1]) };
  assertThrows(load(wrong), RangeError, 'The state\'s "named.last.factor" is float32 [1], expected float32 [].');
  assertThrows(load({ height: [0, 1] }), RangeError, 'The state\'s "height" is not a tensor');
  const gone = tf.tensor([1, 2]);
  gone.dispose();
  assertThrows(load({ height: gone }), RangeError, 'The state\'s "height" has been disposed of');
  assertEquals([...await model.height.data()], [0, 1]);
});

Deno.test("to() moves the values, changes the device, and leaves no tensor behind", async () => {
  const model = new Scale(3);
  const before = tf.memory().numTensors;
  for (const device of ["wasm", "cpu"] as const) {
    assert(await model.to(device) === model);
    assertEquals(tf.getBackend(), device);
    assertEquals([...await tf.tidy(() => model.forward(tf.scalar(2))).data()], [6]);
  }
  assertEquals(tf.memory().numTensors, before + 2); // the two products
  await assertRejects(() => model.to("tpu" as "cpu"), TypeError, 'There is no device "tpu"');
  assertEquals(tf.getBackend(), "cpu");
});

Deno.test("dispose() frees every variable", () => {
  const before = tf.memory().numTensors;
  class Two extends Module {
    parts = [new Scale(1), new Scale(2)];
    forward = (x: tf.Tensor) => x;
  }
  new Two().dispose();
  assertEquals(tf.memory().numTensors, before);
});
