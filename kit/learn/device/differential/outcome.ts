/**
 * Computes a case on the current device.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import type { Case } from "./cases/case.ts";
import { type Input, inputOf, tensorOfInput } from "./cases/values.ts";

/** The numbers of a tensor. */
export interface Made {
  shape: number[];
  dtype: string;
  values: ArrayLike<number | string>;
}

/** The result. */
export interface Value {
  made: Made[];
  /** Whether the result was a list of tensors. */
  isList: boolean;
}

/** The result, or the error if there is none. */
export type Outcome = Value | { made?: undefined; error: unknown };

/** The result of a case. */
export function valueOf({ compute }: Case, inputs: readonly Input[]): Outcome {
  return outcomeOf(inputs, compute as (...inputs: Tensor[]) => Tensor | Tensor[]);
}

/**
 * The gradients of all float32 inputs, for a random gradient of the value, or of the sum if there are several values.
 * @param value The result of {@linkcode valueOf} on the cpu.
 * @param change A function that is applied to that random gradient first.
 */
export function gradientsOf(
  kase: Case,
  inputs: readonly Input[],
  { made, isList }: Value,
  change = (drawn: Input): Input => drawn,
): Outcome {
  const compute = kase.compute as (...inputs: Tensor[]) => Tensor | Tensor[];
  return outcomeOf(inputs, (...tensors) => {
    const places = tensors.flatMap(({ dtype }, i) => dtype === "float32" ? [i] : []);
    const changes = made.map(({ shape }) => tensorOfInput(change(inputOf(`float32[${shape}] changes`))));
    const f = (...moved: Tensor[]) => {
      const all = tensors.slice();
      places.forEach((place, i) => all[place] = moved[i]);
      const result = compute(...all);
      if (!Array.isArray(result)) return result;
      return tf.addN(result.flatMap((y, i) => y.dtype === "float32" ? [y.mul(changes[i]).sum()] : []));
    };
    return tf.grads(f)(places.map((place) => tensors[place]), isList ? undefined : changes[0]);
  });
}

/** Whether there are gradients: for float32 inputs and a float32 result. */
export function isDifferentiable({ hasGradient }: Case, inputs: readonly Input[], made: readonly Made[]): boolean {
  return hasGradient && inputs.some(({ dtype }) => dtype === "float32") &&
    made.some(({ dtype }) => dtype === "float32");
}

/** Computes the result, reads it, and frees all tensors. */
function outcomeOf(
  inputs: readonly Input[],
  compute: (...tensors: Tensor[]) => Tensor | Tensor[],
): Outcome {
  try {
    const tensors: Tensor[] = [];
    try {
      for (const each of inputs) tensors.push(tensorOfInput(each));
      const result = tf.tidy(() => compute(...tensors));
      const made = [result].flat().map((each) => ({
        shape: each.shape.slice(),
        dtype: each.dtype,
        values: each.dataSync().slice() as ArrayLike<number | string>,
      }));
      tf.dispose(result);
      return { made, isList: Array.isArray(result) };
    } finally {
      tf.dispose(tensors); // also throws if a kernel has broken the heap
    }
  } catch (error) {
    return { error };
  }
}
