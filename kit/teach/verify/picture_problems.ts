/**
 * Checks that the goal pictures are the same as those that the solutions draw.
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
 * Compares the picture that the solution of `lesson` draws with `file`; a different picture is written beside it, as
 * `NAME-changed.svg`, for the author to look at.
 */
export async function pictureProblems(lesson: LessonEntry, file: string, from?: CourseFiles): Promise<string[]> {
  const expected = await readText(file).catch(() => undefined);
  const drawn = await solutionPicture(lesson, from);
  const draw = `deno task pictures ${Number(digitsOf(lesson.id))}`;
  if (expected === undefined) return [`docs/pictures/${lesson.id}.svg is missing: run ${draw}.`];
  if (isSamePicture(expected, drawn)) return [];
  // its exp and log round the last digit differently, and a training increases the difference
  if (isOldestDeno && titleOf(expected) === titleOf(drawn)) return [];
  await writeAtomically(changedPicture(file), drawn);
  return [
    `The solution of ${lesson.id} draws a different picture from docs/pictures/${lesson.id}.svg: look at ` +
    `${lesson.id}-changed.svg beside it, then run ${draw}, or correct the solution.`,
  ];
}

/**
 * Whether two SVGs of {@linkcode renderSvg} are the same picture: the same text, or, if both show measurements, the
 * same title. Times differ from run to run and devices from machine to machine, and so do the axes and everything else.
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

/** The path for a picture that differs from `file`. */
export function changedPicture(file: string): string {
  return file.replace(/\.svg$/, "-changed.svg");
}

/**
 * The picture that the solution of `lesson` draws, always on the same device, because each device rounds differently:
 * on wasm if the lesson usually runs there, because on the cpu some take half a minute, and those with images take
 * minutes. Both round in the same way on all machines that multiply and add in one step.
 * @throws {Error} If it draws none.
 */
export async function solutionPicture(lesson: LessonEntry, from?: CourseFiles): Promise<string> {
  const device = lesson.device === "auto" ? "wasm" : "cpu";
  for await (const record of runJob(jobFor(lesson, { target: "solutions", device }, from), { only: [] })) {
    if (record.type === "picture" && record.svg) return record.svg;
    if (record.type === "picture") throw new Error(record.message);
  }
  throw new Error(`The solution of ${lesson.id} draws no picture.`);
}
