/**
 * Replaces names by numbers, so that the reader of the reports does not know whose they are.
 * @module
 */
import type { ClassResults, LessonResult, StudentResult } from "./class_results.ts";

/** Stands for the path of a refused file, and for the reason: both can contain a name. */
const REFUSED = {
  path: "a refused file",
  reason: "A file was refused: the reports with names say which one, and why.",
};

/** What stands for a student: the same identifier and name in every report. */
export function numbered(number: number): { student: string; name: string } {
  return { student: `anonymous-${number}`, name: `Student ${number}` };
}

/**
 * The results with numbers instead of names, in the order of the numbers. Whatever students can name themselves is
 * left out, too: paths, and times, which tell who handed in when. The text of messages and pictures stays.
 * @param numberOf The number of a student.
 */
export function withoutNames(results: ClassResults, numberOf: (student: string) => number): ClassResults {
  const students = results.students.map((student) => ({ number: numberOf(student.student), student }))
    .sort((a, b) => a.number - b.number).map(({ number, student }) => anonymousStudent(student, number));
  return { ...results, rules: results.rules && { ...results.rules, students: {} }, students };
}

function anonymousStudent(student: StudentResult, number: number): StudentResult {
  return {
    ...student,
    ...numbered(number),
    email: null,
    lessons: student.lessons.map(anonymousLesson),
    ignored: [],
    refused: student.refused.map(() => REFUSED),
  };
}

function anonymousLesson(result: LessonResult): LessonResult {
  return {
    ...result,
    path: result.path === null ? null : `${result.lesson}.ts`,
    submittedAt: null,
    gradedAt: null, // who handed in again was judged later
    rule: result.rule && { ...result.rule, dueAt: null },
  };
}
