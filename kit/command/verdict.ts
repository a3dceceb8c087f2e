/**
 * `deno task lesson LESSON`: the verdict on one lesson.
 * @module
 */
import { join } from "node:path";
import { inlineImage } from "../plot/inline_image.ts";
import { isSolved, nextUnsolved, readProgress } from "../progress/progress.ts";
import { root, shortPath } from "../root.ts";
import type { CheckRecord, PictureRecord } from "../run/record.ts";
import { run, runIn } from "../run/run.ts";
import { targetUrl } from "../run/target.ts";
import { typeErrors } from "../run/type_errors.ts";
import { type LessonEntry, syllabus } from "../syllabus.ts";
import type { Style } from "../terminal/style.ts";
import { headerLine, pictureLine, scoreLine, verdictLines } from "../terminal/verdict_screen.ts";
import { wrap } from "../terminal/wrap.ts";
import { openInViewer } from "./open_in_viewer.ts";
import { type LessonRequest, printJson } from "./request.ts";
import { collect, isSolvedBy, orSay, resultJson, savePicture, saveProgress } from "./result.ts";

/**
 * Judges `lesson` and prints the verdict as soon as it is known; then what takes longer: the picture, type errors and
 * the way on. An aborted `signal` (the next save is there) ends it early.
 * @returns Whether every check passed.
 */
export async function showVerdict(lesson: LessonEntry, request: LessonRequest, signal?: AbortSignal): Promise<boolean> {
  const { style, target } = request;
  const file = shortPath(join(root, target, `${lesson.id}.ts`));
  const checks: CheckRecord[] = [];
  const records = request.sandbox ? runIn(request.sandbox, lesson, request) : run(lesson.id, request);
  for await (const record of records) {
    if (signal?.aborted) return false;
    if (record.type === "start") console.log(headerLine(record, style));
    if (record.type === "check") checks.push(record);
    if (record.type === "score") {
      for (const line of verdictLines(checks, file, style)) console.log(line);
      console.log(scoreLine(record, style));
      if (target === "lessons") await orSay(() => saveProgress(lesson.id, checks, record));
    }
    // code that fails a check seldom draws: that it fails has been said
    if (record.type === "picture" && (record.svg || isSolvedBy(checks))) await showPicture(record, lesson.id, request);
  }
  const isSolved = isSolvedBy(checks);
  if (target === "lessons" && checks.every(({ status }) => status !== "load")) {
    await showTypeErrors(lesson, style, signal);
  }
  if (signal?.aborted) return isSolved;
  const way = target === "lessons" ? await wayOn(lesson, checks) : "That was the instructor's solution.";
  console.log(wrap(way, 2));
  return isSolved;
}

/** The same as one JSON value. */
export async function printVerdictJson(lesson: LessonEntry, request: LessonRequest): Promise<boolean> {
  const result = await collect(run(lesson.id, request));
  const path = await orSay(() => savePicture(result.picture, lesson.id, request.plots));
  if (request.target === "lessons") await orSay(() => saveProgress(lesson.id, result.checks, result.score));
  printJson(resultJson(result, path ? [path] : []));
  return isSolvedBy(result.checks);
}

/** Shows the picture in the terminal where that is possible, and in the viewer where that is wanted. */
async function showPicture(
  picture: PictureRecord,
  lesson: string,
  { plots, open, style }: LessonRequest,
): Promise<void> {
  const path = await orSay(() => savePicture(picture, lesson, plots));
  console.log(pictureLine(picture, path ? shortPath(path) : "", style));
  if (!path) return;
  if (Deno.stdout.isTerminal()) {
    const image = await inlineImage(picture.svg, Deno.env.toObject()).catch(() => undefined);
    if (image) console.log(image);
  }
  if (open && !await openInViewer(path)) console.error(`No program to open ${path} was found: open it by hand.`);
}

async function showTypeErrors(lesson: LessonEntry, style: Style, signal?: AbortSignal): Promise<void> {
  const module = targetUrl("lessons", lesson.id);
  const errors = await typeErrors(module, signal);
  if (errors.length === 0) return;
  console.log(wrap(`${style.yellow("Types")}: the verdict stands, but the compiler finds this:`, 2));
  for (const { line, message } of errors.slice(0, 5)) {
    console.log(wrap(`lessons/${lesson.id}.ts:${line}  ${message}`, 4));
  }
  if (errors.length > 5) console.log(wrap(`… and ${errors.length - 5} more`, 4));
}

/** What to do next. */
async function wayOn(lesson: LessonEntry, checks: readonly CheckRecord[]): Promise<string> {
  const number = Number(lesson.id.slice(0, 2));
  const first = checks.find(({ status }) => status !== "pass");
  if (first?.status === "load") return `The stub again, and what you wrote kept: deno task lesson ${number} --reset`;
  if (first?.status === "skipped") return `On a device that is everywhere: deno task lesson ${number} --device cpu`;
  if (first) return `A hint: deno task lesson ${number} --hint`;
  const progress = await readProgress().catch(() => undefined); // what is wrong with it has been said
  if (!progress) return lesson.learned;
  const solved = syllabus.filter(({ id }) => isSolved(progress, id)).length;
  const next = nextUnsolved(progress, lesson.id);
  const way = next ? `Next: deno task lesson ${Number(next.slice(0, 2))}` : "That was the last one: well done.";
  return `${lesson.learned}\nSolved: ${solved} of ${syllabus.length} lessons. ${way}`;
}
