/**
 * Points in the plane.
 * @module
 */
import { LARGEST } from "./axis.ts";

/** One of them. */
export type Point = { x: number; y: number };

/** Whether it can be drawn. */
export function isFinitePoint({ x, y }: Point): boolean {
  return Math.abs(x) <= LARGEST && Math.abs(y) <= LARGEST;
}

/** From the lowest to the highest of the finite values; from −1 to 1 if there is none. */
export function extent(values: readonly number[]): [low: number, high: number] {
  const finite = values.filter((value) => Math.abs(value) <= LARGEST);
  if (finite.length === 0) return [-1, 1];
  return [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))];
}
