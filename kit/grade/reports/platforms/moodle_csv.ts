/**
 * The points of a class as Moodle imports them: the "offline grading worksheet" of an assignment. Moodle's importer is
 * in moodle/moodle, mod/assign/feedback/offline/importgradeslib.php and locallib.php. It needs the columns `Identifier`,
 * `Grade` and `Last modified (grade)`, by their English names, and reads `Feedback comments` if the assignment has them.
 * @module
 */
import { ruleWords } from "../../rules/rule_words.ts";
import type { ClassResults, StudentResult } from "../class_results.ts";
import { type Cell, csvText } from "../csv_text.ts";
import { lessonStatus } from "../statuses.ts";
import { finalPoints, finalPointsOf } from "./final_points.ts";

const HEADER = [
  ...["Identifier", "Full name", "Email address", "Grade", "Maximum Grade"],
  ...["Last modified (submission)", "Last modified (grade)", "Feedback comments"],
];

/**
 * Returns the worksheet, with a row for each student. Moodle leaves a grade as it is if the cell is empty: that of a
 * student whose points are not final. It also leaves grades that somebody has changed in Moodle after the student was
 * graded here, because of the times in `Last modified (grade)`.
 */
export function moodleCsv({ students }: ClassResults): string {
  return csvText([HEADER, ...students.map(row)]);
}

function row(result: StudentResult): Cell[] {
  const { student, name, email, maxPoints, lessons } = result;
  return [
    ...[identifierOf(student), name, email, finalPoints(result), maxPoints],
    newest(lessons.map(({ submittedAt }) => submittedAt)),
    newest(lessons.map(({ gradedAt }) => gradedAt)),
    feedbackOf(result),
  ];
}

/** Moodle cuts off the word, and finds the student by the number. */
function identifierOf(student: string): Cell {
  return /^\d+$/.test(student) ? `Participant ${student}` : student;
}

/** The newest of some times in ISO 8601, or null. */
function newest(times: readonly (string | null)[]): string | null {
  return times.filter((time) => time !== null).sort().at(-1) ?? null;
}

/** Moodle takes feedback for HTML. It contains nothing that a student has written. */
function feedbackOf({ lessons }: StudentResult): Cell {
  const lines = lessons.map((lesson) => {
    const points = finalPointsOf(lesson);
    const reached = points === null ? "no points" : `${points} of ${lesson.maxPoints} points`;
    const words = lesson.rule ? ruleWords(lesson.rule, lesson.maxPoints) : "";
    return `${lesson.lesson}: ${lessonStatus(lesson)}, ${reached}${words && `; ${words}`}`;
  });
  return { exact: lines.join("<br>") };
}
