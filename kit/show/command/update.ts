/**
 * `deno task update`: merges the course's changes into the learner's lessons.
 * @module
 */
import { join } from "node:path";
import { lessonCommand } from "../../base/lesson_number.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { printable } from "../../base/printable.ts";
import { root, shortPath } from "../../base/root.ts";
import { courseStub } from "../../teach/stubs/missing_stubs.ts";
import { syllabus } from "../../../syllabus.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { nearestOldStub } from "../../teach/update/old_stubs.ts";
import { type FindOldStub, updateLessons, type UpdateRecord } from "../../teach/update/update.ts";
import { atInterrupt } from "../../base/interrupt.ts";
import { printJson } from "./request.ts";

/** The width of the longest status word and a blank. */
const STATUS_WIDTH = 10;

/** How to report the result. */
interface UpdateRequest {
  /** Whether to print only one JSON value. */
  json: boolean;
  /** The colours to use. */
  style: Style;
}

/**
 * Brings `lessons/` up to date and reports what happened to each lesson.
 * @returns The exit code: 1 if the learner must decide something.
 */
export async function showUpdate(request: UpdateRequest): Promise<number> {
  const done = runUpdate(request);
  atInterrupt(() => done.catch(() => {})); // the update takes only a moment, and its results must be reported
  return await done.finally(() => atInterrupt(undefined));
}

async function runUpdate({ json, style }: UpdateRequest): Promise<number> {
  const lessons = await Promise.all(syllabus.map(async ({ id }) => ({ id, stub: await courseStub(id) })));
  const findOldStub: FindOldStub = (lesson, text) => nearestOldStub(root, lesson, text);
  const records = await updateLessons(join(root, "lessons"), lessons, findOldStub);
  if (json) printJson({ lessons: records });
  else for (const line of updateLines(records, style)) console.log(line);
  return records.some(isOpen) ? 1 : 0;
}

function isOpen({ status, reason }: UpdateRecord): boolean {
  return status === "conflict" || reason !== null;
}

/**
 * One line for each lesson that has changed or needs a decision, with an explanation below it. Consecutive lessons
 * share an explanation if it is the same. The last lines say what to do.
 */
function updateLines(records: readonly UpdateRecord[], style: Style): string[] {
  const lines: string[] = [];
  const told = records.filter((record) => record.status !== "current" || record.from || isOpen(record));
  for (const [i, record] of told.entries()) {
    const { status, path } = record;
    const mark = isOpen(record) ? style.red("✗") : style.green("✓");
    lines.push(`  ${mark} ${status.padEnd(STATUS_WIDTH)}${shortPath(path)}`);
    if (told[i + 1] && saysTheSame(record, told[i + 1])) continue;
    for (const sentence of sentencesFor(record)) lines.push(wrap(printable(sentence), 4 + STATUS_WIDTH, style.width));
  }
  const again = told.filter(({ status, from }) => status === "merged" || status === "conflict" || from)
    .map(({ lesson }) => `  ${lessonCommand(lesson)}`);
  const rest = records.length - told.length;
  if (told.length === 0) return [`  ${style.green("Nothing to do:")} all ${rest} lessons are up to date.`];
  if (rest > 0) lines.push(`  ${counted(rest, "lesson was", "lessons were")} up to date.`);
  return again.length > 0 ? [...lines, "  Judge again:", ...again] : lines;
}

/** Whether two lessons get the same report. The path of a copy is reported for each lesson. */
function saysTheSame(a: UpdateRecord, b: UpdateRecord): boolean {
  const said = (record: UpdateRecord) => sentencesFor(record).join("\n").replaceAll(record.lesson, "");
  return a.status === b.status && !a.backup && !b.backup && said(a) === said(b);
}

function sentencesFor({ status, reason, backup, conflicts, from }: UpdateRecord): string[] {
  const sentences: string[] = [];
  if (from) sentences.push(`Its name was ${from} before.`);
  if (status === "replaced") sentences.push("You had not begun this lesson, so it is now the course's new stub.");
  if (status === "merged") sentences.push("It now contains the course's changes and yours.");
  if (status === "conflict") sentences.push(conflictText(conflicts));
  if (status === "gone") sentences.push("The course no longer has this lesson. Your file has not changed.");
  if (status === "left") sentences.push(`It has not changed. ${reason}`);
  else if (reason) sentences.push(reason);
  if (backup) sentences.push(`The previous text is in ${shortPath(backup)}`);
  return sentences;
}

function conflictText(lines: readonly number[]): string {
  const where = lines.length === 1
    ? `A conflict begins at line ${lines[0]}`
    : `Conflicts begin at lines ${lines.slice(0, -1).join(", ")} and ${lines.at(-1)}`;
  return `${where}: you and the course have changed the same lines, and the file contains both versions. Keep what you ` +
    "need from each, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>. Until then, no check runs.";
}
