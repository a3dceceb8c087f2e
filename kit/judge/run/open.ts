/**
 * Lets a check ask its lesson questions.
 * @module
 */
import { AssertionError } from "@std/assert";
import type { TensorData } from "../sandbox/values.ts";
import { currentRun, type Judging } from "./context.ts";

/**
 * The type that arrives when a value of type `T` is returned: a tensor arrives as its data, other values arrive
 * unchanged.
 */
export type Evidence<T> = T extends { dataId: object; dtype: string; shape: number[] } ? TensorData
  : T extends readonly (infer Item)[] ? Evidence<Item>[]
  : T extends ArrayBufferView ? T
  : T extends object ? { [Key in keyof T]: Evidence<T[Key]> }
  : T;

/**
 * A function that runs in the lesson's process. It has no closure, so everything that it needs must be passed as
 * arguments.
 */
export type Probe<Exports, Arguments extends unknown[], Result> = (
  lesson: Exports,
  ...args: Arguments
) => Result | Promise<Result>;

/** A lesson that a check can ask. */
export interface Lesson<Exports> {
  /**
   * Runs `probe` in the lesson's process and returns its result. Plain data, typed arrays, NaN, infinities and tensors
   * are passed on; other objects arrive as `Opaque`. The type is right only for an honest lesson, so check every result
   * as if an attacker had sent it.
   *
   * A probe returns evidence (numbers, shapes, losses), never a verdict.
   */
  evaluate<Arguments extends unknown[], Result>(
    probe: Probe<Exports, Arguments, Result>,
    ...args: Arguments
  ): Promise<Evidence<Result>>;
  /**
   * Returns a function that several checks can use: at its first call in a run, it asks the lesson, and later calls
   * return the same answer.
   */
  share<Arguments extends unknown[], Result>(
    probe: Probe<Exports, Arguments, Result>,
    ...args: Arguments
  ): () => Promise<Evidence<Result>>;
}

/**
 * Opens a lesson for the checks of a test file. The lesson is not loaded here: it runs in a process of its own.
 * @example
 * ```ts
 * import { open } from "downhill/testing";
 * const lesson = open<{ half(x: number): number }>("04_gradient_descent");
 * const ask = () => lesson.evaluate(({ half }, x) => half(x), 3); // in a check
 * ```
 * @typeParam Exports The module's type: `typeof import("../solutions/04_gradient_descent.ts")`.
 * @param id The lesson's id.
 */
export function open<Exports>(id: string): Lesson<Exports> {
  const ask = async (run: Judging, probe: unknown, args: unknown[]) =>
    await run.sandbox.evaluate(String(probe), args, run.asking);
  const askOnce = (run: Judging, probe: unknown, args: unknown[]) => {
    const key = JSON.stringify([String(probe), args]);
    if (!run.shared.has(key)) run.shared.set(key, ask(run, probe, args));
    return run.shared.get(key)!;
  };
  const answered = async (question: (run: Judging) => Promise<unknown>): Promise<never> => {
    const run = currentRun.getStore();
    if (!run) throw new Error(`Lesson ${id} was asked outside a check: call evaluate in a check's body.`);
    const value = await noted(run, question(run));
    if (value === undefined || value === null) {
      throw new AssertionError(`The result is ${value}, expected a value: is a "return" missing?`);
    }
    return value as never;
  };
  const lesson: Lesson<unknown> = {
    evaluate: (probe, ...args) => answered((run) => ask(run, probe, args)),
    share: (probe, ...args) => () => answered((run) => askOnce(run, probe, args)),
  };
  return lesson as Lesson<Exports>;
}

/** Notes the answer at the position of its question, because several questions may be asked at once. */
async function noted(run: Judging, answer: Promise<unknown>): Promise<unknown> {
  const place = run.answers.push("none yet") - 1;
  try {
    const value = await answer;
    run.answers[place] = { value };
    return value;
  } catch (error) {
    run.answers[place] = { error };
    throw error;
  }
}
