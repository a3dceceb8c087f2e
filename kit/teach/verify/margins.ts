/**
 * Measures how well the thresholds of checks are chosen: how close right answers come to a threshold, and how far
 * beyond it the nearest mutant is.
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
import { requireSolution } from "./require_solution.ts";

/** A threshold of a check. */
export interface Threshold {
  /** The id of the check. */
  check: string;
  /** The name of the value that is compared: "x after 1,000 steps". If a check uses a name again, a number is added. */
  name: string;
  /** Whether the threshold is a bound, which a right answer may come close to. */
  isBound: boolean;
  /** The largest difference of a right answer, as a share of what is allowed. */
  right: number;
  /** The name of that right answer. */
  rightName: string;
  /** The difference of the nearest refused mutant, as a multiple of what is allowed; null if there is none. */
  wrong: number | null;
  /** The name of that mutant; null if there is none. */
  wrongName: string | null;
}

/** The difference of the nearest mutant should be at least this many times the largest difference of a right answer. */
export const LEAST_FACTOR = 10;

/** Whether right and wrong answers are so close to each other that they may differ only by rounding. */
export function isNarrow({ isBound, right, wrong }: Threshold): boolean {
  return !isBound && wrong !== null && wrong < LEAST_FACTOR * right;
}

/** The thresholds of a lesson's checks, in the order in which they are used. */
export async function thresholdsOf(lesson: LessonEntry, device: DeviceName): Promise<Threshold[]> {
  const { id } = lesson;
  await requireSolution(lesson, device);
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

/** Runs the checks one by one, and passes the margins of each check to `onMargins`. */
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

/** Adds a number to each name that has already occurred. */
function counted(margins: readonly Margin[]): Margin[] {
  const counts = new Map<string, number>();
  return margins.map(({ name, ...margin }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: count > 1 ? `${name} (${count})` : name, ...margin };
  });
}
