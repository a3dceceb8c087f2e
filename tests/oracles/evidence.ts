/**
 * Reads numbers from a lesson's results before a check has made sure that they exist.
 * @module
 */
import { isList } from "downhill/testing";

/** `value`, if it is a number; otherwise NaN. */
export function numberOf(value: unknown): number {
  return typeof value === "number" ? value : NaN;
}

/** The number at an index of a list; NaN if there is none. */
export function numberAt(list: unknown, place: number): number {
  return isList(list) ? numberOf(list[place]) : NaN;
}
