/**
 * Writes the reports of a class.
 * @module
 */
import { basename, join } from "node:path";
import { writeAtomically } from "../base/write.ts";
import type { Format } from "./formats.ts";
import { removeReport } from "./remove_report.ts";
import { asShown, hiddenChecks } from "./reports/as_shown.ts";
import type { ClassResults, StudentResult } from "./reports/class_results.ts";
import { gradesCsv } from "./reports/csv.ts";
import { fileNameOf } from "./reports/file_names.ts";
import { feedbackPage } from "./reports/html/feedback_page.ts";
import { indexPage } from "./reports/html/index_page.ts";
import { gradesJson } from "./reports/json.ts";
import { gradesJunit } from "./reports/junit.ts";
import { writeFormats } from "./write_formats.ts";

/** The reports about the class, the one for people first. */
const ABOUT_CLASS = ["index.html", "grades.csv", "grades.json"];

/** The folders with a report about each student. */
const PER_STUDENT = ["feedback", "junit"];

/** What the reports need besides the results. */
export interface Sources {
  /** The folder with the pictures that the lessons drew: `pictures/` next to the reports. */
  pictures: string;
  /** The folder with the goal pictures of the course. */
  goals: string;
  /** The formats of platforms that are written as well. */
  formats: readonly Format[];
  /** Whether students see the hidden checks. */
  isReleased: boolean;
  /** The identifiers that the students have in reports with names, or without: there must be no file about them. */
  others: readonly string[];
  /** Whether there is a page about what the class got wrong, to which `index.html` leads; false by default. */
  hasInsights?: boolean;
}

/**
 * Writes all reports into `folder`, each file completely or not at all. Removes the files about students who are not in
 * the reports any more; never touches any other file.
 * @returns The paths of the reports about the class, and of the folders with reports about each student.
 * @throws {UsageError} If a file cannot be written or removed.
 */
export async function writeReports(
  folder: string,
  results: ClassResults,
  sources: Sources,
): Promise<string[]> {
  for await (const [path, text] of reportsOf(results, await goalPictures(results, sources), sources)) {
    const pieces = typeof text === "string" ? text : ReadableStream.from(text);
    await writeAtomically(join(folder, path), pieces);
  }
  const here = new Set(results.students.map(({ student }) => student));
  const others = [...results.gone, ...sources.others].filter((student) => !here.has(student));
  for (const path of others.flatMap((student) => Object.values(pathsOf(student)))) {
    await removeReport(join(folder, path));
  }
  const written = await writeFormats(folder, results, { ...sources, others });
  return [...ABOUT_CLASS, ...PER_STUDENT, ...written].map((path) => join(folder, path));
}

/** The path and the text of each report. They are made one after the other, to keep only one in memory. */
async function* reportsOf(
  results: ClassResults,
  goals: ReadonlyMap<string, string>,
  { pictures, isReleased, hasInsights }: Sources,
): AsyncGenerator<[path: string, text: string | Iterable<string>]> {
  yield ["grades.csv", gradesCsv(results)];
  yield ["grades.json", gradesJson(results)];
  for (const [lesson, svg] of goals) yield [`pictures/goal/${lesson}.svg`, svg];
  for (const student of results.students) {
    const { junit, feedback } = pathsOf(student.student);
    const [shown, ofClass] = isReleased ? [student, results] : asShown(student, results);
    yield [junit, gradesJunit(shown, ofClass)];
    const own = await picturesOf(student, pictures);
    const hidden = isReleased ? 0 : hiddenChecks(results);
    yield [feedback, feedbackPage(shown, ofClass, { pictures: own, goals, hiddenChecks: hidden })];
  }
  const feedbackOf = (student: string) => basename(pathsOf(student).feedback);
  yield ["index.html", indexPage(results, { goals: new Set(goals.keys()), feedbackOf, hasInsights })];
}

/** The goal pictures by the ids of the lessons. A course need not have one for each lesson. */
async function goalPictures({ lessons }: ClassResults, { goals }: Sources): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { id } of lessons) {
    const svg = await Deno.readTextFile(join(goals, `${id}.svg`)).catch(() => "");
    if (svg) found.set(id, svg);
  }
  return found;
}

/** A student's own pictures by their names. A picture that cannot be read is left out: the points do not need it. */
async function picturesOf({ lessons }: StudentResult, folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of lessons.flatMap(({ picture }) => picture ?? [])) {
    const svg = basename(name) === name ? await Deno.readTextFile(join(folder, name)).catch(() => "") : "";
    if (svg) found.set(name, svg);
  }
  return found;
}

/** The paths of the files about a student. */
function pathsOf(student: string): { junit: string; feedback: string } {
  const name = fileNameOf(student);
  return { junit: `junit/${name}.xml`, feedback: `feedback/${name}.html` };
}
