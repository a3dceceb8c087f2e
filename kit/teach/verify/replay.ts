/**
 * Records a lesson's answers once and then replays them. This way, a check can be tested with answers that none of our
 * lessons would give, without starting a process for each answer.
 * @module
 */
import { AssertionError } from "@std/assert";
import process from "node:process";
import { type Check, checksOf } from "../../judge/run/check.ts";
import { currentRun, type Judging } from "../../judge/run/context.ts";
import type { Job } from "../../judge/run/job.ts";
import { timeoutOf } from "../../judge/run/judge.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import { DEFAULT_SEED } from "../../judge/run/seed.ts";
import { reasonToSkip } from "../../judge/run/skipped.ts";
import type { AskOptions, Sandbox } from "../../judge/sandbox/sandbox.ts";
import { encode } from "../../judge/sandbox/values.ts";

/** A lesson's answer to one question. */
interface Answer {
  /** The arguments as text; a question consists of a probe and its arguments. */
  args: string;
  value: unknown;
}

/** A lesson's checks, and its solution's answers to their questions. */
export interface Recording {
  /** The checks that could run on this machine. */
  checks: Check[];
  /** The data that the lesson could read. */
  data: Sandbox["data"];
  /** The answers, by the text of the probe. */
  answers: Map<string, Answer[]>;
}

/** The result of a check's body. */
export interface Replay {
  /** The error that the body threw, or undefined if the check passed. */
  error: unknown;
  /** The number of questions that the body asked. */
  questions: number;
  /** The CPU time of this thread, in milliseconds, which does not depend on how busy the machine is. */
  cpuMs: number;
}

/**
 * Runs the checks of a job on its solution and records every answer. The recorded answers are read-only: if a check
 * changes its evidence, this causes an error.
 * @throws {Error} If the solution does not pass, because then there is nothing to replay.
 */
export async function recordAnswers(job: Job): Promise<Recording> {
  const sandbox = sandboxFor(job);
  try {
    const backend = (await sandbox.device())?.backend;
    const checks = (await checksOf(job)).filter((check) => reasonToSkip(check, job, backend) === undefined);
    const answers: Recording["answers"] = new Map();
    const ask = async (probe: string, args: unknown[] = [], options?: AskOptions): Promise<unknown> => {
      const value = frozen(await sandbox.evaluate(probe, args, options));
      answers.set(probe, [...answers.get(probe) ?? [], { args: await encode(args), value }]);
      return value;
    };
    const judging = judgingOf({ evaluate: ask, data: sandbox.data });
    for (const check of checks) {
      const asking = { timeoutMs: timeoutOf(check) };
      await currentRun.run({ ...judging, asking }, () => check.body({ seed: DEFAULT_SEED, data: sandbox.data }));
    }
    return { checks, data: sandbox.data, answers };
  } finally {
    sandbox.dispose();
  }
}

/**
 * Runs the body of `check` on the recorded answers, which `change` can change. If a question depends on a changed
 * answer and was therefore not recorded, it gets the last recorded answer to its probe.
 * @param change Receives an answer and the number of its question, counted from 0.
 */
export async function replay(
  check: Check,
  { data, answers }: Recording,
  change: (value: unknown, question: number) => unknown,
): Promise<Replay> {
  let questions = 0;
  const ask = async (probe: string, args: unknown[] = []): Promise<unknown> => {
    const known = answers.get(probe) ?? [];
    const text = known.length > 1 ? await encode(args) : ""; // a single answer fits all arguments
    const answer = known.find((each) => each.args === text) ?? known.at(-1);
    if (answer === undefined) throw new Error(`Nothing was recorded for ${probe.slice(0, 200)}`);
    return change(answer.value, questions++);
  };
  const start = process.threadCpuUsage();
  let error: unknown;
  try {
    const body = () => check.body({ seed: DEFAULT_SEED, data });
    await currentRun.run(judgingOf({ evaluate: ask, data }), body);
  } catch (thrown) {
    error = thrown ?? new Error(`${check.id} threw ${thrown}.`);
  }
  const { user, system } = process.threadCpuUsage(start);
  return { error, questions, cpuMs: (user + system) / 1000 };
}

/** Whether a check may end like this: it must pass, or say what is wrong with the answer. */
export function isVerdict({ error }: Replay): boolean {
  return error === undefined || error instanceof AssertionError;
}

function judgingOf(sandbox: Pick<Sandbox, "evaluate" | "data">): Judging {
  return { sandbox: sandbox as Sandbox, seed: DEFAULT_SEED, shared: new Map(), answers: [], asking: {} };
}

/** Makes `value` read-only, except for typed arrays, which cannot be frozen. */
function frozen(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
