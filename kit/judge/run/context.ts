/**
 * Which lesson a check asks. The caller decides this, so that the same check can judge a learner's file, a solution and
 * a mutant, even at the same time.
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { AskOptions, Sandbox } from "../sandbox/sandbox.ts";
import type { Answer } from "../diagnosis/sketch.ts";
import type { Symptoms } from "../diagnosis/symptoms.ts";

/** One run of one lesson's checks. */
export interface RunContext {
  /** The lesson that is asked. */
  sandbox: Sandbox;
  /** The seed for it. */
  seed: number;
  /** Answers that several checks share, by the text of their question. */
  shared: Map<string, Promise<unknown>>;
  /** Opens the course's own solution, to see whether a check is broken; absent if the solution itself is judged. */
  solution?: () => Sandbox;
  /** Receives the evidence of each check, to name the mistake; absent if the caller does not need that. */
  symptoms?: Symptoms;
}

/** The judging of one check. */
export interface Judging extends RunContext {
  /** What the lesson has answered, in the order of the questions: a check that never asks cannot pass. */
  answers: Answer[];
  /**
   * What goes with each question: how long the answer may take, and who receives what the lesson prints and how it
   * trains.
   */
  asking: AskOptions;
}

/** The judging that the current question belongs to. */
export const currentRun = new AsyncLocalStorage<Judging>();
