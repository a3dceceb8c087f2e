/**
 * What a data set is.
 * @module
 */
import type { Tensor } from "../tensor_types.ts";

/** Numbers, in lists of lists of one length. */
export type NumberList = readonly (number | NumberList)[];

/** A part of an item: a number, lists of numbers, a typed array or a tensor. In all items it has the same shape. */
export type Field = number | NumberList | Float32Array | Int32Array | Uint8Array | Tensor;

/**
 * Examples that can be counted and asked for one by one, as in `torch.utils.data.Dataset`: Python's `__len__` and
 * `__getitem__` are `length` and `item` here. A {@linkcode DataLoader} makes batches of it.
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
  /** How many examples there are. */
  readonly length: number;
  /**
   * The example at `index`, from 0 to `length` − 1, as the list of its fields.
   * @throws {RangeError} If there is none.
   */
  item(index: number): Item;
}
