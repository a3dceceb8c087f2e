/**
 * @module
 */
import type { LessonResult } from "../class_results.ts";
import { lessonStatus } from "../statuses.ts";
import { type Markup, markup } from "./markup.ts";
import type { Refusal } from "./refusals.ts";
import { statusMark } from "./status_mark.ts";

/** The status of a lesson. If it is missing because files were refused, the mark says so. */
export function lessonMark(result: LessonResult, refused: readonly Refusal[]): Markup {
  const mark = statusMark(lessonStatus(result));
  return refused.length === 0 ? mark : markup`${mark} <b class="warning">refused</b>`;
}
