/**
 * The formats of platforms that `--format` chooses from.
 * @module
 */
import { nearestName } from "../base/nearest_name.ts";
import { UsageError } from "../base/usage_error.ts";
import type { ClassResults, LessonResult, StudentResult } from "./reports/class_results.ts";
import { canvasCsv } from "./reports/platforms/canvas_csv.ts";
import { classroom50Result } from "./reports/platforms/classroom50.ts";
import { exercismResults } from "./reports/platforms/exercism.ts";
import { githubAnnotations } from "./reports/platforms/github.ts";
import { gradescopeResults } from "./reports/platforms/gradescope.ts";
import { moodleCsv } from "./reports/platforms/moodle_csv.ts";
import { nbgraderCsv } from "./reports/platforms/nbgrader_csv.ts";
import { gradesTap } from "./reports/platforms/tap.ts";

/** A format: `--help`, the terminal, docs/graders.md and the reports take it from the table below. */
export type Format = {
  /** The name for `--format`, and of its file or folder beside the other reports. */
  name: string;
  /** The paths of its files. STUDENT stands for the name of a student's files, LESSON for the id of a lesson. */
  path: string;
  /** What it is for, in a few words. */
  use: string;
} & Writer;

/** Writes a file about the class, about each student, or about each lesson of each student. */
type Writer =
  | { ofClass(results: ClassResults): string }
  /** The platform itself hides what is not released, so it gets the hidden checks as well. */
  | { withHidden(student: StudentResult, results: ClassResults, isReleased: boolean): string }
  | { ofStudent(student: StudentResult, results: ClassResults): string }
  | { ofLesson(lesson: LessonResult, results: ClassResults): string };

/** All formats. */
export const FORMATS: readonly Format[] = [
  { name: "moodle", path: "moodle.csv", use: "an assignment's grades in Moodle", ofClass: moodleCsv },
  { name: "canvas", path: "canvas.csv", use: "the gradebook of Canvas", ofClass: canvasCsv },
  { name: "nbgrader", path: "nbgrader.csv", use: "the columns of nbgrader", ofClass: nbgraderCsv },
  {
    name: "gradescope",
    path: "gradescope/STUDENT.json",
    use: "results.json of Gradescope",
    withHidden: gradescopeResults,
  },
  {
    name: "classroom50",
    path: "classroom50/STUDENT.json",
    use: "result.json of Classroom 50",
    ofStudent: (student, results) => classroom50Result(student, results),
  },
  {
    name: "exercism",
    path: "exercism/STUDENT/LESSON/results.json",
    use: "results.json of Exercism",
    ofLesson: exercismResults,
  },
  { name: "github", path: "github/STUDENT.txt", use: "annotations for GitHub", ofStudent: githubAnnotations },
  { name: "tap", path: "tap/STUDENT.tap", use: "the Test Anything Protocol", ofStudent: gradesTap },
];

/** The names of all formats, for a sentence. */
export const FORMAT_NAMES = FORMATS.map(({ name }) => name).join(", ");

/**
 * The formats that `text` names, separated by commas.
 * @throws {UsageError} If there is no such format.
 */
export function chosenFormats(text: string | undefined): Format[] {
  const names = new Set(text === undefined ? [] : text.split(",").map((name) => name.trim().toLowerCase()));
  for (const name of names) {
    if (FORMATS.some((format) => format.name === name)) continue;
    const nearest = nearestName(name, FORMATS.map(({ name }) => name));
    const suggestion = nearest ? `, did you mean ${nearest}?` : ".";
    throw new UsageError(`There is no format ${JSON.stringify(name)}${suggestion} --format takes ${FORMAT_NAMES}.`);
  }
  return FORMATS.filter(({ name }) => names.has(name));
}

/**
 * Refuses tables without names: platforms find students in them by their identifiers.
 * @throws {UsageError} If one of `formats` is such a table.
 */
export function requireNames(formats: readonly Format[]): void {
  const table = formats.find((format) => "ofClass" in format);
  if (table) throw new UsageError(`--format ${table.name} needs the students' identifiers: leave out --anonymous.`);
}

/** The file or the folder of a format, beside the other reports. */
export function topOf({ path }: Format): string {
  return path.split("/")[0];
}
