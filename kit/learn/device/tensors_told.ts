/**
 * Facts about a tensor for probes. They come from TF.js's bookkeeping, not from the tensor, because a lesson can give
 * any tensor its own `isDisposed` and `data`.
 * @module
 */
import type { Tensor, TypedArray } from "@tensorflow/tfjs";

interface Books {
  isDisposed(tensor: Tensor): boolean;
  backendOf(tensor: unknown): string | undefined;
  read(tensor: Tensor): TypedArray | Promise<TypedArray>;
}

let books: Books | undefined;

/** Sets the bookkeeping from which the facts are read; called once, before a lesson is loaded. */
export function tellOfTensors(knowing: Books): void {
  books = knowing;
}

/** Whether `tensor` is disposed. */
export function isDisposed(tensor: Tensor): boolean {
  return books!.isDisposed(tensor);
}

/**
 * The device that has the numbers of `tensor`: "cpu", "wasm" or "webgpu"; "nowhere" if it is disposed, or not a tensor.
 */
export function backendOf(tensor: unknown): string {
  return books!.backendOf(tensor) ?? "nowhere";
}

/**
 * The numbers of `tensor` as they are now, row by row.
 * @throws {Error} If it is disposed.
 */
export async function numbersOf(tensor: Tensor): Promise<number[]> {
  const values = books!.read(tensor);
  return Array.from(values instanceof Promise ? await values : values);
}
