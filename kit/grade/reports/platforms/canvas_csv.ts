/**
 * The points of a class as Canvas imports them into its gradebook. The importer is in instructure/canvas-lms,
 * lib/gradebook_importer.rb.
 * @module
 */
import type { ClassResults, StudentResult } from "../class_results.ts";
import { type Cell, csvText, identifierCell } from "../csv_text.ts";
import { finalPointsOf } from "./final_points.ts";

const HEADER = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];

/** A row whose first cell contains these words has the points that can be reached. */
const POINTS_POSSIBLE = "Points Possible";

/**
 * Returns the gradebook, with a column for each lesson, and a row for each student. Canvas puts a column into the
 * assignment that has the same name, or asks which one is meant. Points that are not final have an empty cell.
 */
export function canvasCsv(results: ClassResults): string {
  const { lessons, students } = results;
  return csvText([
    [...HEADER, ...lessons.map(({ id }) => id)],
    [`    ${POINTS_POSSIBLE}`, ...HEADER.slice(1).map(() => null), ...lessons.map(({ id }) => possible(id, results))],
    ...students.map(row),
  ]);
}

/** The points that can be reached in a lesson: of those who were judged, because checks may have been skipped. */
function possible(id: string, { lessons, students }: ClassResults): number {
  const judged = students.flatMap(({ lessons }) => lessons.filter(({ lesson, checks }) => lesson === id && checks[0]));
  if (judged.length > 0) return Math.max(...judged.map(({ maxPoints }) => maxPoints));
  return lessons.find((lesson) => lesson.id === id)!.maxPoints;
}

function row({ student, name, lessons }: StudentResult): Cell[] {
  // Canvas reads the digits at the beginning of an ID: those of "12-ada" would be another student's
  const isId = /^\d+$/.test(student);
  return [
    name.replaceAll(POINTS_POSSIBLE, POINTS_POSSIBLE.toLowerCase()), // anybody may have this name
    ...[isId ? student : null, null, isId ? null : identifierCell(student), null],
    ...lessons.map(finalPointsOf),
  ];
}
