/**
 * Declares the checks in a lesson's test file.
 * @module
 */
import { digitsOf, isCheckId } from "../../base/lesson_number.ts";
import "../../base/deno_version.ts";
import type { DataSource } from "../../base/data_set.ts";
import { type Backend, BACKENDS } from "../../base/devices.ts";
import { valueText } from "../../base/kind_of.ts";
import type { Job } from "./job.ts";
import { testUnderDeno } from "./test_under_deno.ts";

/** The options of a check. */
export interface CheckOptions {
  /** The lesson's number and a word: "04-minimum". It never changes, because old reports contain it. */
  id: string;
  /** The number of points that the check is worth: a whole number ≥ 1. */
  points: number;
  /** About three hints: first a question, then the idea, finally the code. */
  hints: readonly string[];
  /** How long one answer may take, in seconds: 5 by default, more if a network is trained. */
  seconds?: number;
  /** "full" if the check needs the whole data set, and runs only with `--full`. By default, the subset is enough. */
  data?: "full";
  /** Devices on which the check is skipped, because it would take minutes there. */
  slowOn?: readonly Backend[];
  /**
   * Whether the check is hidden from students: `deno task lesson` does not run it. `deno task grade` does, counts its
   * points, and shows it to students only with `--release`. False by default.
   */
  hidden?: boolean;
}

/** The values that the body of a check receives. */
export interface CheckContext {
  /** The seed of the run, 42 by default. Use it for all random numbers in the check. */
  seed: number;
  /** The data that the lesson may use: the subset, or the whole set with `--full`; null for a lesson without data. */
  data: DataSource | null;
}

/** A check, ready to be judged. */
export interface Check extends CheckOptions {
  /** What a right answer does. */
  name: string;
  /** Asks the lesson and judges its answer. The check passes if this does not throw. */
  body: (context: CheckContext) => Promise<void>;
}

const collected = new Map<string, Check>();
let isCollecting = false;

/**
 * Declares a check. Under `deno test`, it becomes a test; otherwise, it is collected for `run`.
 *
 * The body asks the lesson with `evaluate` and judges the answer with assertions. If an assertion throws, the verdict
 * is `fail`; if the lesson throws, the verdict is `error`, and so on. A check that never asks the lesson cannot pass.
 * @example
 * ```ts
 * import { check, open, assertClose } from "downhill/testing";
 *
 * const lesson = open<{ half(x: number): number }>("04_gradient_descent");
 *
 * function declare() { // in a test file, the call is at the top level
 *   check("halves", { id: "04-half", points: 1, hints: ["What is a half of 1?", "Divide.", "return x / 2;"] }, async () => {
 *     assertClose(await lesson.evaluate(({ half }) => half(3)), 1.5, { name: "half(3)", relative: 1e-9 });
 *   });
 * }
 * ```
 * @param name What a right answer does, as a verb: "reaches the minimum".
 * @throws {RangeError} If the id is already used, or another option is wrong.
 */
export function check(name: string, options: CheckOptions, body: Check["body"]): void {
  const { id, points, hints, seconds, data, slowOn = [] } = options;
  if (!isCheckId(id)) {
    throw new RangeError(`The id "${id}" is not a lesson's number and a word, for example 04-minimum.`);
  }
  if (collected.has(id)) throw new RangeError(`Two checks have the id ${id}: give one of them another id.`);
  if (!Number.isInteger(points) || points < 1) {
    throw new RangeError(`Check ${id} is worth ${points}: give it 1 or more.`);
  }
  if (!hints?.length || hints.some((hint) => hint.trim() === "")) {
    throw new RangeError(`Check ${id} has no hint, or an empty one: write three.`);
  }
  if (seconds !== undefined && !(seconds > 0 && seconds < Infinity)) {
    throw new RangeError(`Check ${id} may take ${seconds} seconds: give it more than 0, or leave it out for 5.`);
  }
  if (data !== undefined && data !== "full") {
    throw new RangeError(`Check ${id} needs the data ${valueText(data)}: set it to "full", or leave it out.`);
  }
  const unknown = slowOn.find((name) => !BACKENDS.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`Check ${id} is slow on ${valueText(unknown)}: use cpu, wasm or webgpu.`);
  }
  if (BACKENDS.every((name) => slowOn.includes(name))) {
    throw new RangeError(`Check ${id} is slow on every device, so it would never run: remove a device.`);
  }
  const declared = { ...options, name, body };
  collected.set(id, declared);
  if (!isCollecting) testUnderDeno(declared);
}

/**
 * The checks of a job, in the order of their test file.
 * @throws {RangeError} If there are no checks: such a lesson must not look as if all checks had passed.
 */
export async function checksOf({ entry: { id: lesson }, tests }: Pick<Job, "entry" | "tests">): Promise<Check[]> {
  isCollecting = true;
  await import(tests.href);
  const checks = [...collected.values()].filter(({ id }) => id.startsWith(`${digitsOf(lesson)}-`));
  if (checks.length === 0) throw new RangeError(`tests/${lesson}_test.ts has no check: declare one.`);
  return checks;
}
