/**
 * The points of a class in the columns of `nbgrader export`. They are in jupyter/nbgrader, nbgrader/plugins/export.py.
 * @module
 */
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { type Cell, csvText, identifierCell } from "../csv_text.ts";
import { finalPointsOf } from "./final_points.ts";

const HEADER = [
  ...["assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"],
  ...["raw_score", "late_submission_penalty", "score", "max_score"],
];

/**
 * Returns the table, with a row for each student in each lesson, lesson by lesson. `score` is `raw_score` without
 * `late_submission_penalty`. A lesson that was not handed in has no time and a score of 0; points that are not final
 * have empty cells.
 */
export function nbgraderCsv({ lessons, students }: ClassResults): string {
  const rows = lessons.flatMap(({ id }) =>
    students.map((student) => row(student, student.lessons.find(({ lesson }) => lesson === id)!))
  );
  return csvText([HEADER, ...rows]);
}

function row({ student, name, email }: StudentResult, lesson: LessonResult): Cell[] {
  const score = finalPointsOf(lesson);
  return [
    ...[{ exact: lesson.lesson }, null, lesson.submittedAt, identifierCell(student)],
    // nobody can know which part of a name is the last one
    ...[name === student ? null : name, null, email],
    ...[score, score === null ? null : 0, score, lesson.maxPoints],
  ];
}
