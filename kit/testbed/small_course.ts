/**
 * A course of three lessons for tests of the kit: these tests must be valid for any course, so they do not use the real
 * one.
 * @module
 */
import { fileURLToPath } from "node:url";
import type { LessonEntry } from "../base/syllabus.ts";
import { type CourseFiles, type Job, jobFor, type JobOptions } from "../judge/run/job.ts";
import { course, syllabus } from "./course/syllabus.ts";

/** The small course. */
export const SMALL_COURSE: CourseFiles = { folder: new URL("course/", import.meta.url), course };

/** The lesson with this number. */
export function smallLesson(number: "03" | "04" | "20"): LessonEntry {
  return syllabus.find(({ id }) => id.startsWith(number))!;
}

/** The job that judges the lesson with this number. */
export function smallJob(number: "03" | "04" | "20", options?: JobOptions): Job {
  return jobFor(smallLesson(number), options, SMALL_COURSE);
}

/** The text of the lesson's solution. */
export function smallSolution(number: "03" | "04" | "20"): string {
  return Deno.readTextFileSync(smallJob(number).solution);
}

/** The path of the small course's folder. */
export const smallFolder: string = fileURLToPath(SMALL_COURSE.folder);
