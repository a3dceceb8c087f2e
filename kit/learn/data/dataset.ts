/**
 * The interface of a data set.
 * @module
 */
import type { Tensor } from "../tensor_types.ts";

/** Numbers in nested lists with equal lengths. */
export type NumberList = readonly (number | NumberList)[];

/** A part of an item: a number, lists of numbers, a typed array or a tensor. It has the same shape in all items. */
export type Field = number | NumberList | Float32Array | Int32Array | Uint8Array | Tensor;

/**
 * A numbered list of examples, from which you can get one at a time, as in `torch.utils.data.Dataset`: Python's
 * `__len__` and `__getitem__` are `length` and `item` here. A {@linkcode DataLoader} makes batches of them.
 * @example
 * ```ts
 * import type { Dataset } from "downhill";
 *
 * class Squares implements Dataset<[x: number[], y: number[]]> {
 *   readonly length = 5;
 *   item(index: number): [x: number[], y: number[]] {
 *     return [[index], [index ** 2]];
 *   }
 * }
 * ```
 * @typeParam Item What one example consists of, for example `[x: number[], y: number[]]`.
 */
export interface Dataset<Item extends readonly Field[] = readonly Field[]> {
  /** The number of examples. */
  readonly length: number;
  /**
   * The example at `index`, from 0 to `length` − 1, as the list of its fields.
   * @throws {RangeError} If there is no such example.
   */
  item(index: number): Item;
}
