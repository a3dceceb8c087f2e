/** placeholder @module */
import type { LessonEntry } from "../syllabus.ts";
import type { LessonRequest } from "../command/request.ts";
export function watchLesson(_lesson: LessonEntry, _request: LessonRequest): Promise<number> {
  return Promise.resolve(0);
}
