/**
 * The first stages of every assertion about numbers: defined, type, shape, finite.
 * @module
 */
import { AssertionError } from "@std/assert";
import { describe } from "./describe.ts";

/**
 * Checks that `value` is a finite number and returns it.
 * @param name What it is, for the message: "x after 1,000 steps".
 * @throws {AssertionError} If it is not.
 */
export function requireNumber(value: unknown, name: string): number {
  if (value === undefined) {
    throw new AssertionError(`${name} is undefined, expected a number: does the function return it?`);
  }
  if (typeof value !== "number") throw new AssertionError(`${name} is ${describe(value)}, expected a number.`);
  if (!Number.isFinite(value)) {
    throw new AssertionError(
      `${name} is ${value}, expected a finite number: is something divided by 0, or does it grow without end?`,
    );
  }
  return value;
}

/**
 * Checks that `value` is a list of finite numbers (an array or a typed array) and returns it as an array.
 * @param name What it is, for the message: "losses".
 * @param length How many numbers it must have, if that is known.
 * @throws {AssertionError} If it is not.
 */
export function requireNumbers(value: unknown, name: string, length?: number): number[] {
  if (value === undefined) {
    throw new AssertionError(`${name} is undefined, expected a list: does the function return it?`);
  }
  const isList = Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView);
  if (!isList) throw new AssertionError(`${name} is ${describe(value)}, expected a list of numbers.`);
  const list = Array.from(value as ArrayLike<unknown>);
  if (length !== undefined && list.length !== length) {
    const hint = list.length === length + 1 ? ": is the value before the first step in it too?" : ".";
    throw new AssertionError(`${name} has ${list.length} values, expected ${length}${hint}`);
  }
  const wrongType = list.findIndex((item) => typeof item !== "number");
  if (wrongType >= 0) {
    throw new AssertionError(`${name}[${wrongType}] is ${describe(list[wrongType])}, expected a number.`);
  }
  const numbers = list as number[];
  const wild = numbers.findIndex((item) => !Number.isFinite(item));
  if (wild >= 0) {
    const before = wild > 0 ? ` and ${name}[${wild - 1}] was ${describe(numbers[wild - 1])}` : "";
    throw new AssertionError(
      `${name}[${wild}] is ${numbers[wild]}${before}: do the steps overshoot, or is one of them no number?`,
    );
  }
  return numbers;
}
