/**
 * Calculations with lists of numbers, in float64.
 * @module
 */

/** A list of `length` items, each made from its index. */
export function list<T>(length: number, itemAt: (place: number) => T): T[] {
  return Array.from({ length }, (_, place) => itemAt(place));
}

/** The sum; 0 for an empty list. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** The arithmetic mean; NaN for an empty list. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** The product. For a shape, this is the number of values in the tensor. */
export function product(values: readonly number[]): number {
  return values.reduce((a, b) => a * b, 1);
}

/** The index of the largest number; the first one if there are several. */
export function indexOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

/** The index of the smallest number; the first one if there are several. */
export function indexOfSmallest(values: readonly number[]): number {
  return values.indexOf(Math.min(...values));
}
