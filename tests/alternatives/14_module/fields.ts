/**
 * Declares the parameters as fields that know their beginning, asks the committee by a loop, and describes by a loop.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Module, moduleDiagram, Parameter, RandomState, show } from "downhill";

/** What can be chosen about a network. */
export interface MLPOptions {
  /** How many hidden units there are. */
  units?: number;
  /** For the weights: from the same seed come the same ones. */
  seed?: number;
}

/** The network of lesson 12. */
export class MyOwnMLP extends Module {
  w1: Parameter;
  b1: Parameter;
  w2: Parameter;
  b2 = new Parameter([0]);

  constructor(options: MLPOptions = {}) {
    super();
    const units = options.units ?? 100;
    const random = new RandomState(options.seed ?? 7);
    const drawn = Array.from({ length: 2 * units }, () => 0.1 * random.normal());
    this.w1 = new Parameter([drawn.slice(0, units)]);
    this.b1 = new Parameter(new Array(units).fill(0));
    this.w2 = new Parameter(drawn.slice(units).map((weight) => [weight]));
  }

  override forward(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const z = tf.add(tf.matMul(x as tf.Tensor2D, this.w1 as tf.Tensor2D), this.b1);
      return tf.add(tf.matMul(tf.maximum(z, 0) as tf.Tensor2D, this.w2 as tf.Tensor2D), this.b2);
    });
  }
}

/** Several models that are asked together. */
export class Committee extends Module {
  constructor(readonly members: readonly Module[]) {
    super();
  }

  override forward(x: tf.Tensor): tf.Tensor {
    let sum = this.members[0].forward(x);
    for (const member of this.members.slice(1)) sum = sum.add(member.forward(x));
    return sum.mul(1 / this.members.length);
  }
}

/** One parameter of a model, in words and numbers. */
export interface ParameterSummary {
  /** The way to it: "w1", "members.0.w1". */
  name: string;
  /** The length of each axis. */
  shape: number[];
  /** How many numbers it consists of. */
  count: number;
}

/** Lists the parameters of any `model`. */
export function describe(model: Module): ParameterSummary[] {
  const rows: ParameterSummary[] = [];
  for (const [name, parameter] of model.namedParameters()) {
    const count = parameter.shape.reduce((product, length) => product * length, 1);
    rows.push({ name, shape: [...parameter.shape], count });
  }
  return rows;
}

/** The numbers that are left without w1. */
export function answers(): { trained: number } {
  return { trained: 100 + 100 + 1 };
}

/** What this lesson looks like when it works: the way of x through the model, and all that can be learned on it. */
export function picture() {
  const model = new MyOwnMLP();
  const [w1, b1, w2, b2] = describe(model);
  model.dispose();
  return moduleDiagram({ name: "x", shape: ["n", 1] }, [
    { name: "hidden", shape: ["n", ...b1.shape], text: "· w1 + b1, relu", parameters: [w1, b1] },
    { name: "f(x)", shape: ["n", ...b2.shape], text: "· w2 + b2", parameters: [w2, b2] },
  ], { title: "MyOwnMLP" });
}

if (import.meta.main) await show(picture());
