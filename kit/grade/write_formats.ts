/**
 * Writes the results of a class in the formats of platforms.
 * @module
 */
import { dirname, join } from "node:path";
import { isLessonFile } from "../base/lesson_number.ts";
import { writeAtomically } from "../base/write.ts";
import { type Format, FORMATS, topOf } from "./formats.ts";
import { removeReport } from "./remove_report.ts";
import { asShown } from "./reports/as_shown.ts";
import type { ClassResults } from "./reports/class_results.ts";
import { fileNameOf } from "./reports/file_names.ts";

/** Stands for a lesson in a path. A student may also be called LESSON, but no student's files are called just that. */
const LESSON = "/LESSON/";

/** What is written besides the results. */
interface FormatOptions {
  /** The formats that were chosen. */
  formats: readonly Format[];
  /** Whether students see the hidden checks. */
  isReleased: boolean;
  /** The identifiers of students who are not in the reports: there must be no file about them. */
  others: readonly string[];
}

/**
 * Writes the files of `formats` into `folder`. Other formats that an earlier grading has written there are written
 * again, so that no file is out of date. Files about `others`, and about lessons that are not graded any
 * more, are removed.
 * @returns The files about the class, and the folders of the files about students.
 * @throws {UsageError} If a file cannot be written or removed.
 */
export async function writeFormats(
  folder: string,
  results: ClassResults,
  { formats, isReleased, others }: FormatOptions,
): Promise<string[]> {
  const written: string[] = [];
  for (const format of FORMATS) {
    if (!formats.includes(format) && !await isThere(folder, format, results, others)) continue;
    for (const [path, text] of filesOf(format, results, isReleased)) await writeAtomically(join(folder, path), text);
    written.push(topOf(format));
  }
  const lessons = results.lessons.map(({ id }) => id);
  for (const { student } of results.students) await removeFiles(folder, student, lessons);
  for (const student of others) await removeFiles(folder, student);
  return written;
}

/** The path and the text of each file of a format, one after the other, to keep only one in memory. */
function* filesOf(format: Format, results: ClassResults, isReleased: boolean): Generator<[path: string, text: string]> {
  if ("ofClass" in format) return yield [format.path, format.ofClass(results)];
  for (const student of results.students) {
    const path = pathAbout(format, student.student);
    const [shown, ofClass] = isReleased ? [student, results] : asShown(student, results);
    if ("withHidden" in format) yield [path, format.withHidden(student, results, isReleased)];
    else if ("ofStudent" in format) yield [path, format.ofStudent(shown, ofClass)];
    else {
      for (const lesson of shown.lessons) {
        yield [path.replace(LESSON, `/${lesson.lesson}/`), format.ofLesson(lesson, ofClass)];
      }
    }
  }
}

/** The path of the file about a student; if there is one for each lesson, LESSON stands for its id. */
function pathAbout(format: Format, student: string): string {
  return format.path.replace("STUDENT", () => fileNameOf(student));
}

/** Whether an earlier grading has written this format. */
async function isThere(
  folder: string,
  format: Format,
  { students }: ClassResults,
  others: readonly string[],
): Promise<boolean> {
  const all = [...students.map(({ student }) => student), ...others];
  // the folder of an exercise is inside the folder of its student
  const paths = "ofClass" in format ? [format.path] : all.map((student) => pathAbout(format, student).split(LESSON)[0]);
  for (const path of paths) if (await Deno.lstat(join(folder, path)).then(() => true, () => false)) return true;
  return false;
}

/** Removes the files about a student in all formats, except those about `kept` lessons. */
async function removeFiles(folder: string, student: string, kept?: readonly string[]): Promise<void> {
  for (const format of FORMATS) {
    const path = pathAbout(format, student);
    if ("ofLesson" in format) await removeLessons(folder, path, kept);
    else if (!("ofClass" in format) && !kept) await removeReport(join(folder, path));
  }
}

/** Removes the files about a student's lessons, and their folders if nothing else is in them. */
async function removeLessons(folder: string, path: string, kept: readonly string[] = []): Promise<void> {
  const ofStudent = join(folder, path.split(LESSON)[0]);
  for (const lesson of await namesIn(ofStudent)) {
    if (!isLessonFile(`${lesson}.ts`) || kept.includes(lesson)) continue;
    const file = join(folder, path.replace(LESSON, `/${lesson}/`));
    await removeReport(file);
    await Deno.remove(dirname(file)).catch(() => {});
  }
  if (kept.length === 0) await Deno.remove(ofStudent).catch(() => {});
}

async function namesIn(folder: string): Promise<string[]> {
  return await Array.fromAsync(Deno.readDir(folder), ({ name }) => name).catch(() => []);
}
