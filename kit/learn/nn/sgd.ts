/**
 * Stochastic gradient descent.
 * @module
 */
import { checkOptions } from "../../base/check_options.ts";
import type { Tensor1D, Variable } from "../tensor_types.ts";
import { checkRange, Optimizer, type OptimizerOptions, type OptimizerUpdate } from "./optimizer.ts";

/** Options of {@linkcode SGD}. */
export interface SGDOptions extends OptimizerOptions {
  /** How much of the last step is repeated: from 0 (default) to less than 1. */
  momentum?: number;
}

/**
 * Gradient descent: θ ← θ − learning rate · v, where v ← momentum · v + gradient. The update rule and the defaults are
 * those of `torch.optim.SGD`: learning rate 0.001, no momentum; weight decay is added to the gradient.
 * @example One step on θ²
 * ```ts
 * import { Parameter, SGD } from "downhill";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const theta = new Parameter(2);
 * const optimizer = new SGD([theta], { learningRate: 0.1 });
 * const loss = optimizer.step(() => theta.square());
 * assertAlmostEquals((await loss.data())[0], 4);
 * assertAlmostEquals((await theta.data())[0], 2 - 0.1 * 4, 1e-6);
 * ```
 * @throws {TypeError | RangeError} From the constructor, if the parameters are not trainable variables, or an
 * option is out of range.
 */
export class SGD extends Optimizer {
  readonly #momentum: number;

  /**
   * Starts with v = 0.
   * @param parameters What to train, for example `model.parameters()`.
   */
  constructor(parameters: readonly Variable[], options: SGDOptions = {}) {
    checkOptions(options, ["learningRate", "weightDecay", "momentum"]);
    const { learningRate = 0.001, weightDecay = 0, momentum = 0 } = options;
    checkRange("momentum", momentum, 1);
    super(parameters, { learningRate, weightDecay }, momentum === 0 ? [] : ["velocity"]);
    this.#momentum = momentum;
  }

  /** SGD's kernel and its arguments. */
  protected override update(): OptimizerUpdate {
    const { learningRate: rate, weightDecay: decay } = this;
    return { kernel: "SGDUpdate", attributes: { rate, momentum: this.#momentum, decay } };
  }

  /** v, times the learning rate. */
  protected override change(gradient: Tensor1D, values: () => Tensor1D): Tensor1D {
    const decayed = this.weightDecay === 0 ? gradient : gradient.add(values().mul(this.weightDecay));
    const velocity = this.#momentum === 0
      ? decayed
      : this.remember("velocity", (before) => before.mul(this.#momentum).add(decayed));
    return velocity.mul(this.learningRate);
  }
}
