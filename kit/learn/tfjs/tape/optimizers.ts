/**
 * TF.js's own optimizers, with updates in one pass.
 * @module
 */
import type { Tensor, TensorInfo, Variable } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { unshare } from "../kernels/unshare.ts";

/** Properties of TF.js's optimizers that TF.js's types hide. */
interface Inner {
  incrementIterations(): void;
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  accBeta1: Variable;
  accBeta2: Variable;
  accumulatedFirstMoment: { originalName: string; variable: Variable }[];
  accumulatedSecondMoment: { originalName: string; variable: Variable }[];
}

type Named = { name: string; tensor: Tensor | null }[] | Record<string, Tensor | null>;

/** Replaces TF.js's own updates, which are still used if a backend has no kernel for our updates. */
export function installOptimizers(): void {
  replace(tf.SGDOptimizer.prototype, (optimizer, gradients) => {
    if (tf.getBackend() === "cpu") {
      return gradients.forEach(([value, gradient]) => stepOnCpu(value, gradient, optimizer));
    }
    const attributes = { rate: optimizer.learningRate, momentum: 0, decay: 0, offset: 0 };
    for (const [value, gradient] of gradients) runInPlace("SGDUpdate", { value: unshare(value), gradient }, attributes);
  }, ["cpu", "wasm"]);
  replace(tf.AdamOptimizer.prototype, (optimizer, gradients) => {
    const { accBeta1, accBeta2, beta1, beta2, epsilon, learningRate: rate } = optimizer;
    const powers = [accBeta1, accBeta2].map((power) => power.dataSync()[0]);
    const [free1, free2] = powers.map((power) => 1 - power);
    gradients.forEach(([value, gradient], i) => {
      const [average, squareAverage] = ([["accumulatedFirstMoment", "m"], ["accumulatedSecondMoment", "v"]] as const)
        .map(([list, ending]) =>
          unshare(
            (optimizer[list][i] ??= {
              originalName: `${value.name}/${ending}`,
              variable: tf.tidy(() => tf.zerosLike(value).variable(false)),
            }).variable,
          )
        );
      const attributes = { rate, beta1, beta2, free1, free2, epsilon, decay: 0, shrink: 0, offset: 0 };
      runInPlace("AdamUpdate", { value: unshare(value), gradient, average, squareAverage }, attributes);
    });
    multiply(accBeta1, powers[0], beta1);
    multiply(accBeta2, powers[1], beta2);
  }, ["wasm"]);
}

function replace(
  prototype: object,
  update: (optimizer: Inner, gradients: [Variable, Tensor][]) => void,
  backends: readonly string[],
): void {
  const methods = prototype as { applyGradients(this: Inner, gradients: Named): void };
  const original = methods.applyGradients;
  methods.applyGradients = function (gradients) {
    const all = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(gradients);
    const variables = (tf.engine() as unknown as { registeredVariables: Record<string, Variable> }).registeredVariables;
    const pairs = all.map(([name, gradient]) => [variables[name], gradient] as [Variable, Tensor]);
    const isOurs = backends.includes(tf.getBackend()) &&
      pairs.every(([value, gradient]) => value?.dtype === "float32" && gradient?.dtype === "float32");
    if (!isOurs) return original.call(this, gradients);
    update(this, pairs);
    this.incrementIterations();
  };
}

/**
 * Multiplies a variable that contains the single number `value`, and rounds to float32. TF.js's operations take ten
 * times as long as this.
 */
function multiply(variable: Variable, value: number, factor: number): void {
  const product = tf.scalar(Math.fround(value * Math.fround(factor)), "float32");
  variable.assign(product);
  product.dispose();
}

function runInPlace(name: string, inputs: Record<string, TensorInfo>, attributes: Record<string, number>): void {
  const backend = tf.backend();
  tf.getKernel(name, tf.getBackend())!.kernelFunc({ inputs, attrs: attributes, backend });
}

/**
 * Takes a step of SGD on the cpu, in a new array: a program that reads a variable's numbers gets the variable's own
 * array, which must not change.
 */
function stepOnCpu(value: Variable, gradient: Tensor, { learningRate }: Inner): void {
  const [from, slope] = [value, gradient].map((each) => each.dataSync<"float32">());
  const factor = Math.fround(-learningRate);
  const next = from.map((x, i) => Math.fround(factor * slope[i]) + x);
  const tensor = tf.tensor(next, value.shape);
  value.assign(tensor);
  tensor.dispose();
}
