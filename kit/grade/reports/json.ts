/**
 * The results of a class for programs: `grades.json`.
 * @module
 */
import type { GradedCheck } from "../journal/entry.ts";
import type { ClassResults, LessonResult, StudentResult } from "./class_results.ts";
import { jsonText } from "./json_text.ts";

/**
 * Returns the results as JSON: those of the class, its students, their lessons, and the records of the checks as
 * `kit/judge/run/record.ts` describes them. The text is in parts, one for each student, because that of a large class
 * is as long as its journal. The keys always have the same order, so that the same results give the same bytes. Only the
 * fields `seconds`, `durationMs` and `gradedAt` differ when the same files are graded again.
 */
export function* gradesJson(
  { course, seed, walls, rules, waiting, lessons, students }: ClassResults,
): Generator<string> {
  const graded = lessons.map(({ id, title, fingerprint, maxPoints, checks }) => ({
    ...{ id, title, fingerprint, maxPoints },
    checks: checks.map(({ id, name, points, hidden }) => ({ id, name, points, ...hidden ? { hidden } : {} })),
  }));
  yield jsonText({ course, seed, walls, rules, waiting, lessons: graded }).replace(/\n\}$/, ',\n  "students": [');
  for (const [index, student] of students.entries()) {
    yield (index > 0 ? "," : "") + `\n${jsonText(studentFields(student))}`.replaceAll("\n", "\n    ");
  }
  yield students.length > 0 ? "\n  ]\n}\n" : "]\n}\n";
}

function studentFields({ student, name, email, points, maxPoints, lessons, ignored, refused }: StudentResult): object {
  return {
    ...{ student, name, email, points, maxPoints },
    lessons: lessons.map(lessonFields),
    ignored,
    refused: refused.map(({ path, reason }) => ({ path, reason })),
  };
}

function lessonFields(result: LessonResult): object {
  const { lesson, status, points, maxPoints, rule, submittedAt, isLate, path, sha256 } = result;
  const { message, diagnosis, device, walls, picture, pictureSummary, seconds, gradedAt, checks } = result;
  return {
    ...{ lesson, status, points, maxPoints, rule: ruleFields(rule), submittedAt, isLate, path, sha256, message },
    diagnosis: diagnosisFields(diagnosis),
    ...{ device, walls, picture, pictureSummary, seconds, gradedAt },
    checks: checks.map(checkFields),
  };
}

function checkFields(check: GradedCheck): object {
  const { id, name, status, points, maxPoints, message, location, fault, hasCause, diagnosis, printed, durationMs } =
    check;
  const { hidden } = check;
  return {
    ...{ id, name, status, points, maxPoints, message },
    location: location && { line: location.line, column: location.column, source: location.source },
    ...{ fault, hasCause },
    diagnosis: diagnosisFields(diagnosis),
    ...{ printed, durationMs },
    ...hidden ? { hidden } : {},
  };
}

function ruleFields(rule: LessonResult["rule"]): object | null {
  if (rule === null) return null;
  const { points, maxPoints, dueAt, daysLate, penalty, dropped } = rule;
  return { points, maxPoints, dueAt, daysLate, penalty, dropped };
}

function diagnosisFields(diagnosis: LessonResult["diagnosis"]): object | null {
  return diagnosis && { mutant: diagnosis.mutant, text: diagnosis.text };
}
