/**
 * Points in the plane.
 * @module
 */
import { LARGEST } from "./axis.ts";

/** A point. */
export type Point = { x: number; y: number };

/** Whether both coordinates are finite, so that the point can be drawn. */
export function isFinitePoint({ x, y }: Point): boolean {
  return Math.abs(x) <= LARGEST && Math.abs(y) <= LARGEST;
}

/** The lowest and the highest of the finite values; −1 and 1 if there are none. */
export function extent(values: readonly number[]): [low: number, high: number] {
  const finite = values.filter((value) => Math.abs(value) <= LARGEST);
  if (finite.length === 0) return [-1, 1];
  return [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))];
}
