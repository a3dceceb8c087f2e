/**
 * @module
 */
import type { LessonEntry } from "../../base/syllabus.ts";
import type { CourseFiles } from "../../judge/run/job.ts";

/** What a package for a platform is about. */
export interface PackageOptions {
  /** The course. */
  course: CourseFiles & { syllabus: readonly LessonEntry[] };
  /** The lessons that are judged. */
  lessons: readonly LessonEntry[];
}
