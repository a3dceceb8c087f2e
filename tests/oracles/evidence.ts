/**
 * Numbers from a lesson that a check looks at before it has asked whether they are there.
 * @module
 */
import { isList } from "downhill/testing";

/** `value`, if it is a number; otherwise NaN. */
export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : NaN;
}

/** The number at a place of a list; NaN if there is none. */
export function numberAt(list: unknown, place: number): number {
  return isList(list) ? numberOf(list[place]) : NaN;
}
