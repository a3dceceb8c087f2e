/**
 * The points of a class in the columns of `nbgrader export`. They are in jupyter/nbgrader, nbgrader/plugins/export.py.
 * @module
 */
import { beforePenalty, rounded } from "../../rules/counted_points.ts";
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
  const { rule, maxPoints } = lesson;
  const score = finalPointsOf(lesson);
  const raw = score === null || !rule ? score : beforePenalty(rule, maxPoints);
  return [
    ...[{ exact: lesson.lesson }, rule?.dueAt ?? null, lesson.submittedAt, identifierCell(student)],
    // nobody can know which part of a name is the last one
    ...[name === student ? null : name, null, email],
    ...[raw, score === null ? null : rounded(raw! - score), score, maxPoints],
  ];
}
