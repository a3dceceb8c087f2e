/**
 * Checks that the goal pictures show what the solutions draw.
 * @module
 */
import { isOldestDeno } from "../../base/deno_version.ts";
import { digitsOf } from "../../base/lesson_number.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { MEASURED } from "../../learn/plot/parts/render.ts";
import { readText } from "../../base/read_text.ts";
import { type CourseFiles, jobFor } from "../../judge/run/job.ts";
import { runJob } from "../../judge/run/run.ts";
import { writeAtomically } from "../../base/write.ts";

/**
 * Compares the picture that the solution of `lesson` draws with `file`. If it is different, it is written next to
 * `file`, as `NAME-changed.svg`, so that the author can look at it.
 */
export async function pictureProblems(lesson: LessonEntry, file: string, from?: CourseFiles): Promise<string[]> {
  const expected = await readText(file).catch(() => undefined);
  const drawn = await solutionPicture(lesson, from);
  const draw = `deno task pictures ${Number(digitsOf(lesson.id))}`;
  if (expected === undefined) return [`docs/pictures/${lesson.id}.svg is missing: run ${draw}.`];
  if (isSamePicture(expected, drawn)) return [];
  // the oldest Deno rounds exp and log differently in the last digit, and training increases the difference
  if (isOldestDeno && titleOf(expected) === titleOf(drawn)) return [];
  await writeAtomically(changedPicture(file), drawn);
  return [
    `The solution of ${lesson.id} draws a different picture from docs/pictures/${lesson.id}.svg: look at ` +
    `${lesson.id}-changed.svg next to it, then run ${draw}, or correct the solution.`,
  ];
}

/**
 * Whether two SVGs from {@linkcode renderSvg} count as the same picture. They must have the same text or, if both show
 * measurements, the same title. Measured times differ from run to run, and devices from machine to machine, so
 * everything except the title can differ.
 */
export function isSamePicture(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [a, b].map(titleOfMeasured);
  return first !== undefined && first === second;
}

/** The title of an SVG that is marked as showing measurements. */
function titleOfMeasured(svg: string): string | undefined {
  const [root] = svg.match(/^<svg[^>]*>/) ?? [""];
  return root.includes(MEASURED) ? titleOf(svg) : undefined;
}

function titleOf(svg: string): string | undefined {
  return svg.match(/<title>[^<]*<\/title>/)?.[0];
}

/** The path at which a picture is written if it differs from `file`. */
export function changedPicture(file: string): string {
  return file.replace(/\.svg$/, "-changed.svg");
}

/**
 * Draws the picture of the solution of `lesson`. Each lesson always uses the same device, because devices round
 * differently. This is wasm if the lesson usually runs there, because on the cpu some lessons take half a minute, and
 * lessons with images take minutes. Wasm and the cpu each give the same numbers on all machines that multiply and add
 * in one instruction.
 * @throws {Error} If the solution draws no picture.
 */
export async function solutionPicture(lesson: LessonEntry, from?: CourseFiles): Promise<string> {
  const device = lesson.device === "auto" ? "wasm" : "cpu";
  for await (const record of runJob(jobFor(lesson, { target: "solutions", device }, from), { only: [] })) {
    if (record.type === "picture" && record.svg) return record.svg;
    if (record.type === "picture") throw new Error(record.message);
  }
  throw new Error(`The solution of ${lesson.id} draws no picture.`);
}
