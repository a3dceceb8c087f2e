/**
 * Runs a lesson. Every task that runs a lesson does so through this module.
 * @module
 */
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import type { Device } from "../../base/devices.ts";
import { findLesson } from "./find_lesson.ts";
import type { Listeners } from "../sandbox/process.ts";
import { arePackagesHere } from "../packages/missing.ts";
import { downloadPackages, InstallationError } from "../packages/download.ts";
import type { Drawing } from "../sandbox/picture.ts";
import { LessonError, type Sandbox } from "../sandbox/sandbox.ts";
import { canDraw } from "./can_draw.ts";
import { type Check, checksOf } from "./check.ts";
import type { RunContext } from "./context.ts";
import { type Job, jobFor, type JobOptions } from "./job.ts";
import { judge } from "./judge.ts";
import { withProgress } from "./with_progress.ts";
import type { CheckRecord, DataGiven, PictureRecord, RunRecord } from "./record.ts";
import { DEFAULT_SEED } from "./seed.ts";
import { reasonToSkip, skipped } from "./skipped.ts";
import { sandboxFor, solutionFor } from "./sandbox_for.ts";
import { symptomsFor } from "./symptoms_for.ts";
import { printableLine } from "../../base/printable.ts";
import { UsageError } from "../../base/usage_error.ts";

/** The longest quotation of the learner's line, in characters: the message must stay readable. */
const LONGEST_SOURCE = 100;

/** The options of a run. */
export interface RunOptions extends JobOptions {
  /** The seed for all random numbers that the checks draw: a whole number, 42 by default. */
  seed?: number;
  /** Whether to draw the lesson's picture after the checks: true by default. */
  picture?: boolean;
  /** Whether the picture comes with its specification: false by default. */
  pictureSpec?: boolean;
  /**
   * The speeds of this machine's devices, for a lesson that compares them. By default, the lesson gets no speeds. No
   * check uses them.
   */
  measured?: readonly MeasuredDevice[];
  /** The ids of the checks to run; all by default. If the list is empty, only the picture is drawn. */
  only?: readonly string[];
  /** Whether hidden checks run, too: true by default, but false for a learner. */
  hidden?: boolean;
}

/**
 * Runs the checks of `lesson` and yields the records of the run: a start, a record for each check in the order of the
 * test file, but the hidden ones last, the score and the picture. Records of the progress of a training run come before the record of its check
 * or picture. If the caller leaves the loop early, the lesson's process ends.
 * @example
 * ```ts
 * import { lessons, run } from "downhill/course";
 * import { assertEquals } from "@std/assert";
 *
 * const verdicts: string[] = [];
 * for await (const record of run(lessons[0].id, { target: "solutions", picture: false })) {
 *   if (record.type === "check") verdicts.push(record.status);
 * }
 * assertEquals(new Set(verdicts), new Set(["pass"]));
 * ```
 * @param lesson A lesson's number, its name, or a part of the name.
 * @throws {UsageError} If there is no such lesson; with `full`, also if no check needs the whole data set, or if this
 *   data set is missing.
 */
export async function* run(lesson: string, options: RunOptions = {}): AsyncGenerator<RunRecord, void, undefined> {
  yield* runJob(jobFor(findLesson(lesson), options), options);
}

/**
 * The same as {@linkcode run}, for a caller that already has the job.
 * @param more `symptoms` receives the evidence of the checks, as in {@linkcode runIn}.
 */
export async function* runJob(
  job: Job,
  options: Omit<RunOptions, keyof JobOptions> = {},
  more: Partial<Pick<RunContext, "symptoms">> = {},
): AsyncGenerator<RunRecord, void, undefined> {
  // before the time is measured; a lesson that needs no TF.js does not wait for the packages
  if (job.entry.device !== null && !arePackagesHere()) await downloadPackages();
  const sandbox = sandboxFor(job, { measured: options.measured });
  try {
    yield* runIn(sandbox, job, options, more);
  } finally {
    sandbox.dispose();
  }
}

/**
 * The same as {@linkcode runJob}, in a sandbox that the caller can use for several runs and must dispose of.
 * @param more `shared` has the answers that checks share in this run; questions that it already answers are not asked
 *   again. `symptoms` receives the evidence of the checks; by default, it compares the evidence with known mistakes.
 */
export async function* runIn(
  sandbox: Sandbox,
  job: Job,
  options: Omit<RunOptions, keyof JobOptions>,
  more: Partial<Pick<RunContext, "shared" | "symptoms">> = {},
): AsyncGenerator<RunRecord, void, undefined> {
  const start = performance.now();
  sandbox.warm(); // the process starts while the checks are read
  const { only, hidden: withHidden = true } = options;
  const { entry, full } = job;
  const chosen = (await checksOf(job)).filter(({ id, data, hidden }) =>
    (only?.includes(id) ?? true) && (!full || data === "full") && (withHidden || !hidden)
  );
  // what the code notes in a hidden check, it must not tell in one that students see; and so, these have the same verdicts
  // as on a student's machine, where no hidden check runs before them
  const checks = [...chosen.filter(({ hidden }) => !hidden), ...chosen.filter(({ hidden }) => hidden)];
  if (full && checks.length === 0) {
    throw new UsageError(
      `Lesson ${entry.id} has no check that needs all ${job.dataSet!.items}: run it without --full.`,
    );
  }
  const { seed = DEFAULT_SEED } = options;
  const { shared = new Map(), symptoms = symptomsFor(job, seed) } = more;
  const { device = { backend: job.asked, adapter: null }, missing } = await startedDevice(sandbox);
  yield {
    type: "start",
    lesson: entry.id,
    title: entry.title,
    target: job.target,
    device,
    walls: sandbox.walls!,
    data: dataGiven(job),
    seed,
  };
  const solution = solutionFor(job);
  const context: RunContext = { sandbox, seed, shared, solution, symptoms };
  const records: CheckRecord[] = [];
  const judging = (check: Check) => withProgress(check.id, (listeners) => judge(check, context, listeners));
  for (const check of checks) {
    const reason = missing ?? reasonToSkip(check, job, device.backend);
    const record = reason === undefined ? yield* judging(check) : skipped(check, reason);
    records.push(record);
    yield record;
  }
  const asked = records.filter(({ status }) => status !== "skipped");
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  yield {
    type: "score",
    points: sum(asked.map(({ points }) => points)),
    maxPoints: sum(asked.map(({ maxPoints }) => maxPoints)),
    skipped: records.length - asked.length,
    diagnosis: symptoms.diagnosis(),
    seconds: Math.round(performance.now() - start) / 1000,
  };
  const isDrawn = only?.length === 0 || canDraw(records);
  if (options.picture !== false && !full && isDrawn) {
    yield yield* withProgress(null, (listeners) => drawnBy(sandbox, { hasSpec: options.pictureSpec }, listeners));
  }
}

/**
 * The device, or the reason why the requested device is missing. Empty if the process did not start; in that case, each
 * check reports this.
 */
async function startedDevice(sandbox: Sandbox): Promise<{ device?: Device; missing?: string }> {
  try {
    return { device: await sandbox.device() ?? { backend: "cpu", adapter: null } };
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    return error.explanation.status === "skipped" ? { missing: error.message } : {};
  }
}

function dataGiven({ dataSet, data }: Job): DataGiven | null {
  return dataSet && data && { name: dataSet.name, size: data.size, place: data.place };
}

/**
 * The record of a picture.
 * @param drawing How it is drawn, and whether the record has its specification, too.
 */
export async function drawnBy(
  sandbox: Sandbox,
  drawing: Drawing,
  listeners: Listeners = {},
): Promise<PictureRecord> {
  try {
    const { spec, ...drawn } = await sandbox.picture(listeners, drawing);
    return { type: "picture", ...drawn, message: "", ...drawing.hasSpec ? { spec } : {} };
  } catch (error) {
    if (error instanceof LessonError) return { type: "picture", svg: "", summary: "", message: withLine(error) };
    // the verdict still counts: only the picture needs Vega, which cannot be downloaded
    if (error instanceof InstallationError) return { type: "picture", svg: "", summary: "", message: error.message };
    throw error;
  }
}

/** The message of an error, with the learner's line if the code threw there. */
function withLine({ message, explanation: { status, location } }: LessonError): string {
  if (status !== "error" || !location) return message;
  return `${message} (line ${location.line}: ${printableLine(location.source, LONGEST_SOURCE)})`;
}
