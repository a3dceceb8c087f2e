/**
 * What a probe is told of a tensor, by TF.js's books and not by the tensor: a lesson can give any tensor an `isDisposed`
 * and a `data` of its own.
 * @module
 */
import type { Tensor, TypedArray } from "@tensorflow/tfjs";

interface Books {
  isDisposed(tensor: Tensor): boolean;
  backendOf(tensor: unknown): string | undefined;
  read(tensor: Tensor): TypedArray | Promise<TypedArray>;
}

let books: Books | undefined;

/** Says who knows; called once, before a lesson is loaded. */
export function tellOfTensors(knowing: Books): void {
  books = knowing;
}

/** Whether `tensor` has been disposed of. */
export function isDisposed(tensor: Tensor): boolean {
  return books!.isDisposed(tensor);
}

/** Where the numbers of `tensor` lie: "cpu", "wasm" or "webgpu"; "nowhere" if it is disposed of, or no tensor at all. */
export function backendOf(tensor: unknown): string {
  return books!.backendOf(tensor) ?? "nowhere";
}

/**
 * The numbers of `tensor` as they are now, row by row.
 * @throws {Error} If it has been disposed of.
 */
export async function numbersOf(tensor: Tensor): Promise<number[]> {
  const values = books!.read(tensor);
  return Array.from(values instanceof Promise ? await values : values);
}
