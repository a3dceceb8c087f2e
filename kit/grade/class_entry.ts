/**
 * @module
 */
import type { DeviceName } from "../base/devices.ts";
import type { LessonEntry } from "../base/syllabus.ts";
import { checksOf } from "../judge/run/check.ts";
import { type CourseFiles, jobFor } from "../judge/run/job.ts";
import { reasonToSkip } from "../judge/run/skipped.ts";
import type { ClassEntry, GradedLesson } from "./journal/entry.ts";
import { lessonFingerprints } from "./lesson_fingerprint.ts";

/** How lessons are graded. */
export interface Grading {
  /** The lessons to grade, in the order of the course. */
  lessons: readonly LessonEntry[];
  /** The course. */
  course: CourseFiles;
  /** The seed for the checks. */
  seed: number;
  /** Where TF.js runs; "auto" for the course's own device. */
  device: DeviceName;
  /** Whether to judge everything again. */
  isAgain: boolean;
}

/** The journal's line that says how a class is graded. */
export async function classEntry({ lessons, course, seed, device, isAgain }: Grading): Promise<ClassEntry> {
  const fingerprints = await lessonFingerprints(course, lessons.map(({ id }) => id));
  const graded = await Promise.all(lessons.map(async (lesson): Promise<GradedLesson> => {
    const job = jobFor(lesson, {}, course);
    const checks = (await checksOf(job)).filter((check) => !reasonToSkip(check, job));
    return {
      id: lesson.id,
      title: lesson.title,
      fingerprint: fingerprints.get(lesson.id)!,
      checks: checks.map(({ id, name, points, hidden }) => ({ id, name, points, ...hidden ? { hidden } : {} })),
    };
  }));
  return { type: "class", version: 1, course: course.course.name, isAnew: isAgain, seed, device, lessons: graded };
}
