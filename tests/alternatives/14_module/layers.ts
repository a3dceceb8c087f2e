/**
 * The network is a list of functions, the committee stacks the outputs, describe returns objects of a class with
 * getters, and answers() runs the experiment.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Module, Parameter, RandomState } from "downhill";
import type { MLPOptions, ParameterSummary } from "../../../solutions/14_module.ts";

export class MyOwnMLP extends Module {
  w1: Parameter;
  b1: Parameter;
  w2: Parameter;
  b2: Parameter;

  constructor({ units = 100, seed = 7 }: MLPOptions = {}) {
    super();
    const random = new RandomState(seed);
    const weights = (shape: [number, number]) =>
      new Parameter(tf.tensor(Array.from({ length: shape[0] * shape[1] }, () => random.normal(0, 0.1)), shape));
    [this.w1, this.b1] = [weights([1, units]), new Parameter(tf.zeros([units]))];
    [this.w2, this.b2] = [weights([units, 1]), new Parameter(tf.zeros([1]))];
  }

  override forward(x: tf.Tensor): tf.Tensor {
    const layers = [
      (x: tf.Tensor) => x.matMul(this.w1).add(this.b1),
      (x: tf.Tensor) => x.relu(),
      (x: tf.Tensor) => x.matMul(this.w2).add(this.b2),
    ];
    return layers.reduce((value, layer) => layer(value), x);
  }
}

export class Committee extends Module {
  members: Module[];

  constructor(members: readonly Module[]) {
    super();
    this.members = [...members];
  }

  override forward(x: tf.Tensor): tf.Tensor {
    return tf.stack(this.members.map((member) => member.forward(x))).mean(0);
  }
}

class Row implements ParameterSummary {
  constructor(readonly name: string, readonly parameter: tf.Variable) {}

  get shape() {
    return this.parameter.shape;
  }

  get count() {
    return this.parameter.size;
  }
}

export function describe(model: Module): ParameterSummary[] {
  return Object.entries(model.stateDict())
    .filter(([, { trainable }]) => trainable)
    .map(([name, parameter]) => new Row(name, parameter));
}

export function answers(): { trained: number } {
  const model = new MyOwnMLP();
  Object.defineProperty(model, "w1", { enumerable: false });
  const trained = describe(model).reduce((sum, { count }) => sum + count, 0);
  model.w1.dispose();
  model.dispose();
  return { trained };
}
