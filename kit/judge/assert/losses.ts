/**
 * Assertions about a list of losses.
 * @module
 */
import { AssertionError } from "@std/assert";
import { spansDecades } from "../../learn/plot/builders/loss_curves.ts";
import { sparkline } from "../../learn/plot/parts/sparkline.ts";
import { apart, digits } from "./describe.ts";
import { noteMargin } from "./margin.ts";
import { requireNumbers } from "./numbers.ts";

/** The options of the assertions about losses. */
export interface LossesOptions {
  /** The name of the list. Defaults to "losses". */
  name?: string;
  /** The number of losses that are expected. */
  length?: number;
  /** The lowest possible loss: for example 0 for squared errors. No limit by default. */
  least?: number;
  /** Why a right answer passes: "a step that raises f is not kept". */
  why?: string;
}

/**
 * Checks that `losses` is a list of finite numbers that never rise from one number to the next.
 * @example
 * ```ts
 * import { assertNeverRises } from "downhill/testing";
 * assertNeverRises([4, 1, 1, 0.5], { length: 4, why: "a step that raises f is not kept" });
 * ```
 * @param losses A value from the lesson, which can be anything.
 * @throws {AssertionError} If it is not such a list. If the losses rise, the message names the first place and shows a
 * sparkline.
 */
export function assertNeverRises(losses: unknown, options: LossesOptions = {}): void {
  const { name = "losses", length, why } = options;
  const values = requireLosses(losses, options);
  if (values.length === 0 && length !== 0) throw new AssertionError(emptyMessage(name));
  const rise = values.findIndex((value, i) => i > 0 && value > values[i - 1]);
  if (rise < 0) return;
  const [after, before] = apart(values[rise], values[rise - 1]);
  const step = `${name}[${rise}] is ${after}, more than the ${before} before it`;
  throw new AssertionError(`${step}${why ? `: ${why}` : ""}.\n${curveText(values)}`);
}

/**
 * Checks that `losses` is a list of finite numbers and that the last one is below `bound`.
 * @example
 * ```ts
 * import { assertLossBelow } from "downhill/testing";
 * assertLossBelow([4, 1, 0.5], 0.6);
 * ```
 * @param losses A value from the lesson, which can be anything.
 * @param bound The bound, in the unit of the loss. Choose a bound below the losses of all known wrong answers.
 * @throws {AssertionError} If it is not such a list. If the last loss is too high, the message shows a sparkline.
 */
export function assertLossBelow(losses: unknown, bound: number, options: LossesOptions = {}): void {
  const { name = "losses", why } = options;
  const values = requireLosses(losses, options);
  if (values.length === 0) throw new AssertionError(emptyMessage(name));
  const last = values[values.length - 1];
  noteMargin(name, () => [[last, bound]], true);
  if (last < bound) return;
  const message = `the last value of ${name} is ${digits(last, 3)}, expected less than ${digits(bound, 3)}`;
  throw new AssertionError(`${message}${why ? `: ${why}` : ""}.\n${curveText(values)}`);
}

function requireLosses(losses: unknown, { name = "losses", length, least = -Infinity }: LossesOptions): number[] {
  const values = requireNumbers(losses, name, length);
  const low = values.findIndex((value) => value < least);
  if (low < 0) return values;
  throw new AssertionError(
    `${name}[${low}] is ${digits(values[low], 3)}, and no loss here can be below ${digits(least, 3)}: is it f(x)?`,
  );
}

function emptyMessage(name: string): string {
  return `${name} is an empty list, expected one value for each step.`;
}

function curveText(values: number[]): string {
  return `loss ${sparkline(values, 12, { isLog: spansDecades(values) })} ${digits(values[0], 3)} → ${
    digits(values[values.length - 1], 3)
  }`;
}
