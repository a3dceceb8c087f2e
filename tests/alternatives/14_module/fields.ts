/**
 * Declares the parameters as fields with initial values, and uses loops for the committee and the description.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Module, Parameter, RandomState } from "downhill";
import type { MLPOptions, ParameterSummary } from "../../../solutions/14_module.ts";

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

export function describe(model: Module): ParameterSummary[] {
  const rows: ParameterSummary[] = [];
  for (const [name, parameter] of model.namedParameters()) {
    const count = parameter.shape.reduce((product, length) => product * length, 1);
    rows.push({ name, shape: [...parameter.shape], count });
  }
  return rows;
}

export function answers(): { trained: number } {
  return { trained: 100 + 100 + 1 };
}
