/**
 * `deno task lesson LESSON`: shows the verdict on one lesson.
 * @module
 */
import { fileURLToPath } from "node:url";
import { lessonCommand } from "../../base/lesson_number.ts";
import { inlineImage } from "../../learn/plot/parts/inline_image.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { arePackagesHere } from "../../judge/packages/missing.ts";
import { isSolved, nextUnsolved, readProgress } from "../progress/progress.ts";
import { shortPath } from "../../base/root.ts";
import type { CheckRecord, PictureRecord, RunRecord } from "../../judge/run/record.ts";
import { collect } from "../../judge/run/collect.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import { isBegun } from "../../judge/run/is_begun.ts";
import type { Job } from "../../judge/run/job.ts";
import { runJob } from "../../judge/run/run.ts";
import { typeErrors } from "../../judge/run/type_errors.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { syllabus } from "../../../syllabus.ts";
import { headerLine, pictureLine, scoreLine, verdictLines } from "../terminal/verdict_screen.ts";
import { wrap } from "../terminal/wrap.ts";
import { withLiveLine } from "./with_live_line.ts";
import { openInViewer } from "./open_in_viewer.ts";
import { again, type LessonRequest, printJson } from "./request.ts";
import { isSolvedBy, orSayWhy, resultJson, savePicture, saveProgress } from "./result.ts";

/**
 * Judges a lesson and prints the verdict as soon as it is known. Then prints the parts that take longer: the picture,
 * type errors and what to do next.
 * @returns Whether every check passed.
 */
export async function showVerdict(job: Job, request: LessonRequest): Promise<boolean> {
  const checks = await showRecords(runJob(job, request), job, request);
  for (const line of await typeErrorLines(job, checks, request)) console.log(line);
  console.log(await wayOn(job.entry, checks, request));
  return isSolvedBy(checks);
}

/**
 * Prints a run, and stores the points. After the next save, `signal` is aborted, which ends the run; then nothing more
 * is printed.
 * @returns The verdicts so far.
 */
export async function showRecords(
  records: AsyncIterable<RunRecord>,
  { entry: lesson, target, url, full }: Job,
  request: LessonRequest,
  signal?: AbortSignal,
): Promise<CheckRecord[]> {
  const { style } = request;
  const file = shortPath(fileURLToPath(url));
  const checks: CheckRecord[] = [];
  for await (const record of withLiveLine(records, lesson.id, request)) {
    if (signal?.aborted) break;
    if (record.type === "start") console.log(headerLine(record, style));
    if (record.type === "check") checks.push(record);
    if (record.type === "score") {
      for (const line of verdictLines(checks, file, style, record.diagnosis)) console.log(line);
      console.log(scoreLine(record, style));
      if (target === "lessons") await orSayWhy(() => saveProgress(lesson.id, checks, record, full));
    }
    // code that fails a check seldom draws a picture, and its failure has been reported
    if (record.type === "picture" && (record.svg || isSolvedBy(checks))) {
      await showPicture(record, lesson.id, request, signal);
    }
    if (signal?.aborted) break;
  }
  return checks;
}

/**
 * Does the same as {@linkcode showRecords}, but prints one JSON value. If `signal` is aborted, the run ends and nothing
 * is printed.
 */
export async function printVerdictJson(
  job: Job,
  request: LessonRequest,
  records: AsyncIterable<RunRecord> = runJob(job, request),
  signal?: AbortSignal,
): Promise<boolean> {
  const lesson = job.entry;
  const result = await collect(withLiveLine(records, lesson.id, request));
  if (signal?.aborted) return false;
  const path = await orSayWhy(() => savePicture(result.picture, lesson.id, request.plots));
  const { checks, score } = result;
  if (request.target === "lessons") await orSayWhy(() => saveProgress(lesson.id, checks, score, request.full));
  printJson(resultJson(result, path ? [path] : []));
  return isSolvedBy(checks);
}

/** Shows the picture in the terminal if possible, and in the viewer with `--open`. */
async function showPicture(
  picture: PictureRecord,
  lesson: string,
  { plots, open, style }: LessonRequest,
  signal?: AbortSignal,
): Promise<void> {
  const path = await orSayWhy(() => savePicture(picture, lesson, plots));
  if (signal?.aborted) return;
  console.log(pictureLine(picture, path ? shortPath(path) : "", style));
  if (!path) return;
  if (Deno.stdout.isTerminal()) {
    const image = await inlineImage(picture.svg, Deno.env.toObject()).catch(() => undefined);
    if (image && !signal?.aborted) console.log(image);
  }
  const complaint = open && await openInViewer(path);
  if (complaint) console.error(complaint);
}

/**
 * The compiler's errors in a lesson that loads, as lines for the screen. If `signal` is aborted, it stops early and
 * returns no lines.
 */
export async function typeErrorLines(
  { entry: lesson, target, url }: Job,
  checks: readonly CheckRecord[],
  { style }: LessonRequest,
  signal?: AbortSignal,
): Promise<string[]> {
  if (target !== "lessons" || checks.some(({ status }) => status === "load")) return [];
  if (!isBegun(checks)) return []; // the compiler takes seconds, and the learner has written nothing yet
  if (!arePackagesHere()) return []; // the compiler would fetch the packages without a message
  const { errors, gaveUp } = await typeErrors(url, signal);
  if (errors.length === 0) {
    return gaveUp ? [wrap(`${style.yellow("Types")}: the verdict does not change. ${gaveUp}`, 2, style.width)] : [];
  }
  return [
    wrap(`${style.yellow("Types")}: the verdict does not change, but the compiler reports:`, 2, style.width),
    ...errors.slice(0, 5).map(({ line, message }) =>
      wrap(`lessons/${lesson.id}.ts:${line}  ${message}`, 4, style.width)
    ),
    ...errors.length > 5 ? [wrap(`… and ${errors.length - 5} more`, 4, style.width)] : [],
  ];
}

/** What to do next, in lines for the screen. */
export async function wayOn(
  lesson: LessonEntry,
  checks: readonly CheckRecord[],
  request: LessonRequest,
): Promise<string> {
  return wrap(
    request.target === "lessons" ? await wayOnFrom(lesson, checks, request) : "That was the instructor's solution.",
    2,
    request.style.width,
  );
}

async function wayOnFrom(
  lesson: LessonEntry,
  checks: readonly CheckRecord[],
  request: LessonRequest,
): Promise<string> {
  const first = firstUnsolved(checks);
  if (first?.status === "load") return "No check can run until the lesson loads: fix this error first.";
  // every machine has a cpu, but it is slow with images
  const everywhere = lesson.data ? "wasm" : "cpu";
  if (first?.status === "skipped") return `On another device: ${again(lesson, request)} --device ${everywhere}`;
  if (first) return `A hint: ${again(lesson, request)} --hint`;
  const progress = await readProgress().catch(() => undefined); // the problem has been reported
  if (!progress) return lesson.learned;
  const solved = syllabus.filter(({ id }) => isSolved(progress, id)).length;
  const next = nextUnsolved(progress, lesson.id);
  const way = next ? `Next: ${lessonCommand(next.id)}` : "That was the last lesson: well done.";
  const compare = request.full ? "" : `\nSee the solution: ${again(lesson, request)} --compare`;
  return `${lesson.learned}${compare}\nSolved: ${solved} of ${counted(syllabus.length, "lesson")}. ${way}`;
}
