/**
 * Describes what to judge. A job is made once, when a lesson is named; all later steps receive the job.
 * @module
 */
import { course } from "../../../syllabus.ts";
import type { DataSet, DataSource } from "../../base/data_set.ts";
import type { DeviceName } from "../../base/devices.ts";
import type { Course, LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";
import { chooseDevice } from "../../learn/device/choose.ts";
import { FULL_LIMITS, type Limits } from "../sandbox/process.ts";
import { targetUrl } from "./target.ts";

/** The options of a job. */
export interface JobOptions {
  /** "lessons" (default), "solutions", or the path of another folder or of a single module. */
  target?: string;
  /** Where TF.js runs: "auto" (default), "cpu", "wasm" or "webgpu". */
  device?: DeviceName;
  /** Limits on time and memory that differ from the usual ones. */
  limits?: Partial<Limits>;
  /**
   * Whether the lesson gets its whole data set instead of the subset. If so, only the checks that need the whole set
   * run, and no picture is drawn. False by default.
   */
  full?: boolean;
}

/** A course, and the place of its files. */
export interface CourseFiles {
  /** The URL of its folder, with a slash at the end. */
  folder: URL;
  /** The part of the syllabus that is about the course as a whole. */
  course: Course;
}

/** The course that this kit belongs to. */
export const THIS_COURSE: CourseFiles = { folder: new URL("../../../", import.meta.url), course };

/** Everything that is needed to judge a lesson's module. */
export interface Job {
  /** The lesson's entry in the syllabus. */
  entry: LessonEntry;
  /** The target that was requested: "lessons", "solutions", or a path. */
  target: string;
  /** The URL of the module. */
  url: URL;
  /** The URL of the course's own solution. */
  solution: URL;
  /** The URL of the lesson's checks. */
  tests: URL;
  /** The device that was requested. */
  asked: DeviceName;
  /** The device to start TF.js on, or null for a lesson that needs no TF.js. */
  device: DeviceName | null;
  /** The data set of the lesson, or null. */
  dataSet: DataSet | null;
  /** The files of that data set that the lesson may read, or null. */
  data: DataSource | null;
  /** Whether `data` is the whole data set. */
  full: boolean;
  /** Limits on time and memory that differ from the usual ones. */
  limits: Partial<Limits>;
}

/**
 * Makes the job that judges the lesson `entry`.
 * @param from The course of the lesson; by default the course of this kit.
 * @throws {UsageError} If the files of its data set are missing, if `full` is set for a lesson without a data set, or
 *   if the entry names a package or a data set that the course does not have.
 */
export function jobFor(entry: LessonEntry, options: JobOptions = {}, from = THIS_COURSE): Job {
  const { target = "lessons", device = "auto", limits, full = false } = options;
  const dataSet = dataSetOf(entry, from.course);
  if (full && !dataSet) {
    throw new UsageError(`Lesson ${entry.id} uses no ${itemsIn(from.course)}: run it without --full.`);
  }
  return {
    entry,
    target,
    url: targetUrl(target, entry.id, from.folder),
    solution: targetUrl("solutions", entry.id, from.folder),
    tests: new URL(`tests/${entry.id}_test.ts`, from.folder),
    asked: device,
    device: chooseDevice(entry, device),
    dataSet,
    // the course includes the subset, so by default the verdict is the same on every machine
    data: dataSet && dataSet.find(full ? "full" : "subset"),
    full,
    limits: full ? { ...FULL_LIMITS, ...limits } : limits ?? {},
  };
}

/** The word for the examples in a course's data sets: "images". */
function itemsIn({ dataSets }: Course): string {
  const items = new Set(Object.values(dataSets).map(({ items }) => items));
  return items.size > 0 ? [...items].join(" or ") : "data set";
}

/** The data set that `entry` names. A misspelt name in the syllabus is reported here, before a process is started. */
function dataSetOf({ id, data, packages = [] }: LessonEntry, course: Course): DataSet | null {
  const unknown = packages.find((name) => !Object.hasOwn(course.packages, name));
  const advice = (what: string) =>
    new UsageError(`Lesson ${id} names ${what}, which syllabus.ts does not have: add it.`);
  if (unknown !== undefined) throw advice(`the package "${unknown}"`);
  if (data === undefined) return null;
  if (!Object.hasOwn(course.dataSets, data)) throw advice(`the data set "${data}"`);
  return course.dataSets[data];
}
