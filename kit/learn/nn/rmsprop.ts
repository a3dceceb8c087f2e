/**
 * RMSprop.
 * @module
 */
import { checkOptions } from "../../base/check_options.ts";
import type { Tensor1D, Variable } from "../tensor_types.ts";
import { checkRange, Optimizer, type OptimizerOptions, type OptimizerUpdate } from "./optimizer.ts";

/** Options of {@linkcode RMSprop}. */
export interface RMSpropOptions extends OptimizerOptions {
  /** How slowly the average of the squared gradients changes: from 0 to less than 1, default 0.99. */
  alpha?: number;
  /** Keeps the divisor away from 0: default 1e-8. */
  epsilon?: number;
}

/**
 * Divides each coordinate of the gradient by the square root of an average of its squares: v ← α·v + (1 − α)·g², then θ
 * ← θ − learning rate · g / (√v + ε). The update rule and the defaults are those of `torch.optim.RMSprop`: learning
 * rate 0.01, α 0.99, ε 1e-8 outside the square root; weight decay is added to the gradient. Source: T. Tieleman, G.
 * Hinton, *Lecture 6.5*, Coursera (2012).
 * @example The length of the first step is learning rate / √(1 − α), whatever the gradient
 * ```ts
 * import { Parameter, RMSprop } from "downhill";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const theta = new Parameter(2);
 * new RMSprop([theta]).step(() => theta.square());
 * assertAlmostEquals((await theta.data())[0], 2 - 0.01 / 0.1, 1e-6);
 * ```
 * @throws {TypeError | RangeError} From the constructor, if the parameters are not trainable variables, or an
 * option is out of range.
 */
export class RMSprop extends Optimizer {
  readonly #alpha: number;
  readonly #epsilon: number;

  /**
   * Starts with an average of 0.
   * @param parameters What to train, for example `model.parameters()`.
   */
  constructor(parameters: readonly Variable[], options: RMSpropOptions = {}) {
    checkOptions(options, ["learningRate", "weightDecay", "alpha", "epsilon"]);
    const { learningRate = 0.01, weightDecay = 0, alpha = 0.99, epsilon = 1e-8 } = options;
    checkRange("alpha", alpha, 1);
    checkRange("epsilon", epsilon);
    super(parameters, { learningRate, weightDecay }, ["squareAverage"]);
    this.#alpha = alpha;
    this.#epsilon = epsilon;
  }

  /** RMSprop's kernel and its arguments. */
  protected override update(): OptimizerUpdate {
    const { learningRate: rate, weightDecay: decay } = this;
    return { kernel: "RMSPropUpdate", attributes: { rate, alpha: this.#alpha, epsilon: this.#epsilon, decay } };
  }

  /** The gradient divided by the square root of its average square, times the learning rate. */
  protected override change(gradient: Tensor1D, values: () => Tensor1D): Tensor1D {
    const decayed = this.weightDecay === 0 ? gradient : gradient.add(values().mul(this.weightDecay));
    const average = this.remember(
      "squareAverage",
      (before) => before.mul(this.#alpha).add(decayed.square().mul(1 - this.#alpha)),
    );
    return decayed.div(average.sqrt().add(this.#epsilon)).mul(this.learningRate);
  }
}
