/**
 * `deno task lesson LESSON --compare`: shows the learner's answer beside the solution.
 * @module
 */
import { join } from "node:path";
import { digitsOf, lessonCommand } from "../../base/lesson_number.ts";
import { printableLine } from "../../base/printable.ts";
import { isSolved, readProgress } from "../progress/progress.ts";
import { readText } from "../../base/read_text.ts";
import { root } from "../../base/root.ts";
import { type Lines, type Part, partsOf } from "../../teach/stubs/parts.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { beside } from "../terminal/beside.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { UsageError } from "../../base/usage_error.ts";
import { type LessonRequest, printJson } from "./request.ts";

/** The longest lesson that is compared, in lines: comparing a longer one would take too long. */
const MOST_LINES = 5000;

/**
 * Shows both versions of each part that the learner had to write, the learner's and the solution's, but only once the
 * lesson is solved.
 * @returns The exit code: 1 if the lesson is not solved.
 * @throws {UsageError} If the lesson or the progress cannot be read.
 */
export async function showComparison(lesson: LessonEntry, { json, style }: LessonRequest): Promise<number> {
  if (!isSolved(await readProgress(), lesson.id)) {
    if (json) printJson({ lesson: lesson.id, parts: null });
    else {
      const way = `To compare it with the solution, solve it first: ${lessonCommand(lesson.id)}`;
      console.log(wrap(`Lesson ${lesson.id} is not solved yet. ${way}`, 2, style.width));
    }
    return 1;
  }
  const solution = `solutions/${lesson.id}.ts`;
  const parts = partsOf(await readShort(`lessons/${lesson.id}.ts`), await readShort(solution), solution);
  if (json) printJson({ lesson: lesson.id, parts });
  else {
    console.log(style.bold(wrap(`${digitsOf(lesson.id)} · ${lesson.title}`, 2, style.width)));
    for (const part of parts) console.log(`\n${partLines(part, style).join("\n")}`);
  }
  return 0;
}

async function readShort(path: string): Promise<string> {
  const text = await readText(join(root, path)).catch((error: Error) => {
    throw new UsageError(`${path} cannot be read (${error.message}), so there is nothing to compare.`);
  });
  if (text.split("\n").length > MOST_LINES) throw new UsageError(`${path} is too long to be compared.`);
  return text;
}

function partLines({ name, isSame, yours, solution }: Part, style: Style): string[] {
  const title = style.bold(wrap(name || "outside all functions", 2, style.width));
  if (isSame) return [title, wrap("the same as in the solution", 2, style.width)];
  const shown = ({ lines }: Lines) => lines.length ? lines.map((line) => printableLine(line)) : ["(nothing)"];
  return [
    title,
    ...beside([
      { heading: `yours, from line ${yours.line}`, lines: shown(yours) },
      { heading: `the solution, from line ${solution.line}`, lines: shown(solution) },
    ], style),
  ];
}
