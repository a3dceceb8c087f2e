/**
 * Adam, and Adam with decoupled weight decay.
 * @module
 */
import { checkOptions } from "../../base/check_options.ts";
import type { Tensor1D, Variable } from "../tensor_types.ts";
import { checkRange, Optimizer, type OptimizerOptions, type OptimizerUpdate } from "./optimizer.ts";

/** Options of {@linkcode Adam} and {@linkcode AdamW}. */
export interface AdamOptions extends OptimizerOptions {
  /**
   * How slowly the averages of the gradient and of its square change: each from 0 to less than 1, default [0.9, 0.999].
   */
  betas?: readonly [number, number];
  /** Keeps the divisor away from 0: default 1e-8. */
  epsilon?: number;
}

/**
 * Averages the gradient and its square, and divides the first average by the square root of the second. With m ← β₁·m +
 * (1 − β₁)·g and v ← β₂·v + (1 − β₂)·g², both corrected for the bias of starting at 0, θ ← θ − learning rate · m / (√v
 * + ε). The update rule and the defaults are those of `torch.optim.Adam`: learning rate 0.001, β₁ 0.9, β₂ 0.999, ε 1e-8
 * (TF.js's own Adam has 1e-7). Weight decay, 0 by default, is added to the gradient. Source: D. Kingma, J. Ba, *Adam*,
 * ICLR (2015), algorithm 1.
 * @example The length of the first step is the learning rate, whatever the gradient
 * ```ts
 * import { Adam, Parameter } from "downhill";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const theta = new Parameter([2, -30]);
 * const optimizer = new Adam([theta], { learningRate: 0.01 });
 * optimizer.step(() => theta.square().sum()).dispose();
 * const [first, second] = await theta.data();
 * assertAlmostEquals(first, 1.99, 1e-6);
 * assertAlmostEquals(second, -29.99, 1e-5);
 * ```
 * @throws {TypeError | RangeError} From the constructor, if the parameters are not trainable variables, or an
 * option is out of range.
 */
export class Adam extends Optimizer {
  readonly #betas: readonly [number, number];
  readonly #epsilon: number;

  /**
   * Starts with averages of 0.
   * @param parameters What to train, for example `model.parameters()`.
   */
  constructor(parameters: readonly Variable[], options: AdamOptions = {}) {
    checkOptions(options, ["learningRate", "weightDecay", "betas", "epsilon"]);
    const { learningRate = 0.001, weightDecay = 0, betas = [0.9, 0.999], epsilon = 1e-8 } = options;
    for (const i of [0, 1] as const) checkRange(`beta ${i + 1}`, betas?.[i], 1);
    checkRange("epsilon", epsilon);
    super(parameters, { learningRate, weightDecay }, ["average", "squareAverage"]);
    this.#betas = [...betas];
    this.#epsilon = epsilon;
  }

  /** Adam's kernel and its arguments, including weight decay. */
  protected override update(): OptimizerUpdate {
    return { kernel: "AdamUpdate", attributes: { ...this.adamAttributes(), decay: this.weightDecay, shrink: 0 } };
  }

  /** The arguments of the kernel, apart from weight decay. */
  protected adamAttributes(): Record<"rate" | "beta1" | "beta2" | "free1" | "free2" | "epsilon", number> {
    const [beta1, beta2] = this.#betas;
    // corrects the averages for the bias of starting at 0
    const [free1, free2] = [1 - beta1 ** this.steps, 1 - beta2 ** this.steps];
    return { rate: this.learningRate, beta1, beta2, free1, free2, epsilon: this.#epsilon };
  }

  /** Adam's step along the gradient, with weight decay added to it. */
  protected override change(gradient: Tensor1D, values: () => Tensor1D): Tensor1D {
    return this.adamChange(this.weightDecay === 0 ? gradient : gradient.add(values().mul(this.weightDecay)));
  }

  /** Adam's step along `gradient`, to which weight decay may have been added. */
  protected adamChange(gradient: Tensor1D): Tensor1D {
    const [beta1, beta2] = this.#betas;
    const average = this.remember("average", (before) => before.mul(beta1).add(gradient.mul(1 - beta1)));
    const squareAverage = this.remember(
      "squareAverage",
      (before) => before.mul(beta2).add(gradient.square().mul(1 - beta2)),
    );
    const divisor = squareAverage.sqrt().div(Math.sqrt(1 - beta2 ** this.steps)).add(this.#epsilon);
    return average.div(divisor).mul(this.learningRate / (1 - beta1 ** this.steps));
  }
}

/**
 * {@linkcode Adam} with a weight decay that does not go through the averages: before each step, θ ← θ − learning rate ·
 * weight decay · θ. The update rule and the defaults are those of `torch.optim.AdamW`: as for Adam, but with a weight
 * decay of 0.01. Source: I. Loshchilov, F. Hutter, *Decoupled weight decay regularization*, ICLR (2019).
 * @example Without a gradient, only the decay is left
 * ```ts
 * import { AdamW, Parameter } from "downhill";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const theta = new Parameter(1);
 * new AdamW([theta], { learningRate: 0.1, weightDecay: 0.5 }).step(() => theta.mul(0));
 * assertAlmostEquals((await theta.data())[0], 1 - 0.1 * 0.5, 1e-6);
 * ```
 * @throws {TypeError | RangeError} From the constructor, as {@linkcode Adam} does.
 */
export class AdamW extends Adam {
  /**
   * Starts with averages of 0.
   * @param parameters What to train, for example `model.parameters()`.
   */
  constructor(parameters: readonly Variable[], options: AdamOptions = {}) {
    checkOptions(options);
    super(parameters, { ...options, weightDecay: options.weightDecay ?? 0.01 });
  }

  /** Adam's kernel and its arguments; it shrinks the parameters in proportion to their values. */
  protected override update(): OptimizerUpdate {
    const shrink = this.learningRate * this.weightDecay;
    return { kernel: "AdamUpdate", attributes: { ...this.adamAttributes(), decay: 0, shrink } };
  }

  /** Adam's step along the gradient without weight decay, plus the decay. */
  protected override change(gradient: Tensor1D, values: () => Tensor1D): Tensor1D {
    const decay = values().mul(this.learningRate * this.weightDecay);
    return this.adamChange(gradient).add(decay) as Tensor1D;
  }
}
