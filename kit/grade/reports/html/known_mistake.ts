/**
 * @module
 */
import type { Diagnosis } from "../../../judge/diagnosis/symptoms.ts";
import type { GradedCheck } from "../../journal/entry.ts";
import type { LessonResult } from "../class_results.ts";

/** The known mistake behind a check that failed: its own, or that of the whole lesson; null if none is known. */
export function knownMistake({ status, diagnosis }: GradedCheck, lesson: LessonResult): Diagnosis | null {
  return status === "fail" || status === "error" ? diagnosis ?? lesson.diagnosis : null;
}
