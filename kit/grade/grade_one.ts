/**
 * Judges a file that was handed in, and draws its picture. Each time, a new process is started for it.
 * @module
 */
import type { Device } from "../base/devices.ts";
import { printable } from "../base/printable.ts";
import { type Check, checksOf } from "../judge/run/check.ts";
import { collect } from "../judge/run/collect.ts";
import type { Job } from "../judge/run/job.ts";
import type { CheckRecord, PictureRecord, RunRecord } from "../judge/run/record.ts";
import { runJob } from "../judge/run/run.ts";
import { symptomsFor } from "../judge/run/symptoms_for.ts";
import type { GradedCheck, VerdictEntry } from "./journal/entry.ts";
import { keptEvidence } from "./kept_evidence.ts";
import { withoutPaths } from "./without_paths.ts";

/**
 * How much is kept of what a lesson prints in a check, in characters. No page shows more, and the reports are made from
 * the verdicts of the whole class in memory.
 */
const LONGEST_PRINTED = 4000;

/** The digits that are kept of the seconds: thousandths. */
const PER_SECOND = 1000;

/**
 * Judges the file of `job`.
 * @param sha256 The SHA-256 of the file.
 * @param onCheck Receives each verdict as soon as it is known. The next check waits for it.
 * @throws {Error} If this machine cannot judge it, although the file is not to blame.
 */
export async function gradeOne(
  job: Job,
  sha256: string,
  seed: number,
  onCheck: (check: GradedCheck) => Promise<void> = () => Promise.resolve(),
): Promise<VerdictEntry> {
  const begin = performance.now();
  const symptoms = symptomsFor(job, seed);
  const records = withoutProgress(runJob(job, { seed, picture: false }, { symptoms }));
  const { start, checks, score } = await collect(watched(records, (check) => onCheck(gradedCheck(check, job))));
  return {
    type: "verdict",
    lesson: job.entry.id,
    sha256,
    device: deviceOf(start.device),
    walls: start.walls,
    checks: inOrder(checks, await checksOf(job)).map((check) => gradedCheck(check, job)),
    points: score.points,
    maxPoints: score.maxPoints,
    diagnosis: score.diagnosis,
    ...keptEvidence(score.diagnosis, checks, symptoms.sketches, job.url),
    seconds: Math.round(performance.now() - begin) / PER_SECOND,
    gradedAt: new Date().toISOString(),
  };
}

/** Draws the picture of the file of `job`, with the same seed as the checks. */
export async function drawOne(job: Job, seed: number): Promise<PictureRecord> {
  const { picture } = await collect(withoutProgress(runJob(job, { seed, only: [] })));
  const { svg = "", summary = "", message = "" } = picture ?? {};
  const clean = (text: string) => withoutPaths(text, job.url); // a title can be any text
  return { type: "picture", svg: clean(svg), summary: clean(summary), message: clean(message) };
}

/** The verdicts in the order of the test file: hidden checks are judged last. */
function inOrder(records: readonly CheckRecord[], file: readonly Check[]): CheckRecord[] {
  const places = new Map(file.map(({ id }, place) => [id, place]));
  return records.toSorted((a, b) => places.get(a.id)! - places.get(b.id)!);
}

async function* watched(
  records: AsyncIterable<RunRecord>,
  onCheck: (check: CheckRecord) => Promise<void>,
): AsyncGenerator<RunRecord> {
  for await (const record of records) {
    if (record.type === "check") await onCheck(record);
    yield record;
  }
}

/** Leaves out the progress of training runs: nobody sees it here, and a lesson can send so much that memory is full. */
async function* withoutProgress(records: AsyncIterable<RunRecord>): AsyncGenerator<RunRecord> {
  for await (const record of records) if (record.type !== "progress") yield record;
}

function deviceOf({ backend, adapter }: Device): Device {
  return { backend, adapter };
}

function gradedCheck({ type: _, hints: __, ...check }: CheckRecord, { url }: Job): GradedCheck {
  const printed = printable(withoutPaths(check.printed, url), LONGEST_PRINTED);
  return { ...check, message: withoutPaths(check.message, url), printed };
}
