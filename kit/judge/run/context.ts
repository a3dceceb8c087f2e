/**
 * The context in which a check runs. It determines which lesson the check asks. So the same check can judge a learner's
 * file, a solution and a mutant, even at the same time.
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { AskOptions, Sandbox } from "../sandbox/sandbox.ts";
import type { Answer } from "../diagnosis/sketch.ts";
import type { Symptoms } from "../diagnosis/symptoms.ts";

/** The context of one run of a lesson's checks. */
export interface RunContext {
  /** The sandbox of the lesson that is asked. */
  sandbox: Sandbox;
  /** The seed of the run. */
  seed: number;
  /** The answers that several checks share, by the text of the question. */
  shared: Map<string, Promise<unknown>>;
  /** Opens the course's own solution, to see whether a check is broken; absent if the solution itself is judged. */
  solution?: () => Sandbox;
  /** Receives the evidence of each check, to name the mistake; absent if the caller does not need a name. */
  symptoms?: Symptoms;
}

/** The context in which one check is judged. */
export interface Judging extends RunContext {
  /** The lesson's answers, in the order of the questions. A check that never asks cannot pass. */
  answers: Answer[];
  /**
   * The options of each question: how long the answer may take, and what receives the lesson's output and its progress.
   */
  asking: AskOptions;
}

/** The context of the check that is asking. */
export const currentRun = new AsyncLocalStorage<Judging>();
