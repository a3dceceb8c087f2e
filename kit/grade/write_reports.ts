/**
 * Writes the reports of a class.
 * @module
 */
import { join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { writeAtomically } from "../base/write.ts";
import type { ClassResults } from "./reports/class_results.ts";
import { gradesCsv } from "./reports/csv.ts";
import { fileNameOf } from "./reports/file_names.ts";
import { gradesJson } from "./reports/json.ts";
import { gradesJunit } from "./reports/junit.ts";

/** Where the pages find their pictures. */
export interface Sources {
  /** The folder with the pictures that the lessons drew. */
  pictures: string;
  /** The folder with the goal pictures of the course. */
  goals: string;
}

/**
 * Writes all reports into `folder`, each file completely or not at all. Removes the files about students whose
 * submissions are no longer there; never touches any other file.
 * @param _sources For the pages.
 * @returns The paths of the reports.
 * @throws {UsageError} If a file cannot be written or removed.
 */
export async function writeReports(folder: string, results: ClassResults, _sources: Sources): Promise<string[]> {
  const written: string[] = [];
  for (const [path, text] of reportsOf(results)) {
    await writeAtomically(join(folder, path), text);
    written.push(join(folder, path));
  }
  for (const path of results.gone.flatMap((student) => Object.values(pathsOf(student)))) {
    await remove(join(folder, path));
  }
  return written;
}

/** The path and the text of each report. They are made one after the other, to keep only one in memory. */
function* reportsOf(results: ClassResults): Generator<[path: string, text: string | ReadableStream<string>]> {
  yield ["grades.csv", gradesCsv(results)];
  yield ["grades.json", ReadableStream.from(gradesJson(results))];
  for (const student of results.students) yield [pathsOf(student.student).junit, gradesJunit(student, results)];
}

/** The paths of the files about a student. */
function pathsOf(student: string): { junit: string; feedback: string } {
  const name = fileNameOf(student);
  return { junit: `junit/${name}.xml`, feedback: `feedback/${name}.html` };
}

/** Removes a file that may never have been written. */
async function remove(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new UsageError(`${path} is about a student who is gone, but cannot be removed: remove it yourself.`, {
      cause: error,
    });
  }
}
