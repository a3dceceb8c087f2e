/**
 * @module
 */
import { lessonCommand } from "../../base/lesson_number.ts";
import type { RunOptions } from "../../judge/run/run.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import type { Style } from "../terminal/style.ts";

/** The words and options of the command line, read and checked. */
export interface LessonRequest extends RunOptions {
  /** What to run: "lessons" or "solutions". */
  target: string;
  /** The folder for pictures. */
  plots: string;
  /** Whether to show the picture in the system's viewer. */
  open: boolean;
  /** Whether to print only one JSON value. */
  json: boolean;
  /** The colours to use. */
  style: Style;
}

/** The command that judges `lesson` again: `deno task lesson 21 --full`. */
export function again({ id }: Pick<LessonEntry, "id">, { full }: Pick<LessonRequest, "full">): string {
  return lessonCommand(id) + (full ? " --full" : "");
}

/** Prints `value` as one line of JSON. */
export function printJson(value: object): void {
  console.log(JSON.stringify(value));
}
