/**
 * How well the thresholds of checks are chosen: what right answers use of them, and how far beyond them the nearest
 * mutant is.
 * @module
 */
import { join } from "node:path";
import type { DeviceName } from "../../base/devices.ts";
import { root } from "../../base/root.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { type Margin, withMargins } from "../../judge/assert/margin.ts";
import { checksOf } from "../../judge/run/check.ts";
import { collect } from "../../judge/run/collect.ts";
import { type Job, jobFor } from "../../judge/run/job.ts";
import { runIn } from "../../judge/run/run.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import { alternativesOf, mutantTable, writeAlternative, writeMutants } from "./answer_files.ts";
import { judgedMutants } from "./judged_mutants.ts";

/** A threshold of a check. */
export interface Threshold {
  /** The check. */
  check: string;
  /** What is compared: "x after 1,000 steps"; counted if a check compares several things of one name. */
  name: string;
  /** Whether it is a bound, to which a right answer may come near. */
  isBound: boolean;
  /** The largest share of what is allowed that a right answer uses. */
  right: number;
  /** The right answer that uses it. */
  rightName: string;
  /** How many times what is allowed the nearest mutant is off that it refuses; null if it refuses none. */
  wrong: number | null;
  /** That mutant. */
  wrongName: string | null;
}

/** How many times as far off as right answers the nearest mutant should be. */
export const LEAST_FACTOR = 10;

/** Whether right and wrong answers are too near to each other: then what tells them apart may only be rounding. */
export function isNarrow({ isBound, right, wrong }: Threshold): boolean {
  return !isBound && wrong !== null && wrong < LEAST_FACTOR * right;
}

/** The thresholds of a lesson's checks, in the order in which they are met. */
export async function thresholdsOf(lesson: LessonEntry, device: DeviceName): Promise<Threshold[]> {
  const { id } = lesson;
  const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    const solution = await Deno.readTextFile(join(root, "solutions", `${id}.ts`));
    const job = (target: string) => jobFor(lesson, { target, device });
    const found = new Map<string, Threshold>();
    const noteRight = (name: string) => (check: string, margins: readonly Margin[]) => {
      for (const margin of counted(margins)) {
        const key = `${check} ${margin.name}`;
        const former = found.get(key);
        if (former && former.right >= margin.share) continue;
        found.set(key, {
          ...{ check, name: margin.name, isBound: margin.isBound, right: margin.share, rightName: name },
          ...{ wrong: null, wrongName: null },
        });
      }
    };
    await byCheck(job("solutions"), noteRight("the solution"));
    for (const name of await alternativesOf(id)) {
      await byCheck(job(await writeAlternative(id, name, solution, scratch)), noteRight(name));
    }
    const mutants = await writeMutants(await mutantTable(id), solution, scratch);
    let margins: Margin[] = [];
    await withMargins((margin) => margins.push(margin), async () => {
      for await (const { mutant: { name, refusedBy } } of judgedMutants(job("solutions"), mutants)) {
        for (const { name: compared, share } of counted(margins)) {
          const threshold = found.get(`${refusedBy} ${compared}`);
          if (!threshold || share <= 1 || share >= (threshold.wrong ?? Infinity)) continue;
          [threshold.wrong, threshold.wrongName] = [share, name];
        }
        margins = [];
      }
    });
    return [...found.values()];
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** Runs the checks one by one, and hands each one's margins on. */
async function byCheck(job: Job, onMargins: (check: string, margins: readonly Margin[]) => void): Promise<void> {
  const sandbox = sandboxFor(job);
  const shared = new Map();
  try {
    for (const { id } of await checksOf(job)) {
      const margins: Margin[] = [];
      const run = runIn(sandbox, job, { picture: false, only: [id] }, { shared });
      await withMargins((margin) => margins.push(margin), () => collect(run));
      onMargins(id, margins);
    }
  } finally {
    sandbox.dispose();
  }
}

/** The same, with a number behind a name that was there before. */
function counted(margins: readonly Margin[]): Margin[] {
  const counts = new Map<string, number>();
  return margins.map(({ name, ...margin }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: count > 1 ? `${name} (${count})` : name, ...margin };
  });
}
