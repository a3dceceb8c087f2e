/**
 * The results of a student as Classroom 50 reads them: `result.json` with the schema `classroom50/result/v1`. The fields
 * are those of the page "Advanced Autograding" in the wiki of foundation50/classroom50.
 * @module
 */
import { printable } from "../../../base/printable.ts";
import type { ClassResults, StudentResult } from "../class_results.ts";
import { jsonText } from "../json_text.ts";
import { type ShownCheck, shownChecks, shownName } from "../shown_checks.ts";
import { STATUSES } from "../statuses.ts";

/** The longest message, in characters: Classroom 50 cuts captured output there as well. */
const LONGEST = 2000;

/** Points become whole numbers by multiplying with the first of these that is large enough. */
const SCALES = [1, 10, 100];

/** What only Classroom 50 knows about a submission: it gives these values to an autograder in variables. */
export interface Classroom50Submission {
  /** `CLASSROOM`. */
  classroom: string;
  /** `ASSIGNMENT`. */
  assignment: string;
  /** `SUBMISSION_TAG`. */
  submission: string;
  /** `COMMIT_URL`. */
  commit: string;
  /** `RELEASE_URL`. */
  release: string;
  /** `REVIEW_URL`. */
  review: string;
  /** When the commit was made, in ISO 8601. */
  datetime: string;
}

/**
 * Returns the text of `result.json`. Classroom 50 knows only whole points: if any point in the class is a fraction, all
 * points are multiplied by 10 or 100, and by 100 if the course has rules, because these allow two decimals. The total is the student's, whatever the tests add up to. Fields beyond those of
 * the schema say what the schema cannot: the status, and why a check did not pass.
 * @param submission What only Classroom 50 knows. Without it, the file has the points, but Classroom 50 refuses it.
 */
export function classroom50Result(
  student: StudentResult,
  results: ClassResults,
  submission?: Classroom50Submission,
): string {
  const scale = scaleOf(student, results);
  const scaled = (points: number) => Math.round(points * scale);
  return jsonText({
    schema: "classroom50/result/v1",
    owner: student.student,
    ...submission,
    score: scaled(student.points),
    "max-score": scaled(student.maxPoints),
    tests: student.lessons.flatMap((lesson) =>
      shownChecks(lesson, results).map((check) => testOf(check, lesson.lesson, scaled))
    ),
  }) + "\n";
}

function testOf(check: ShownCheck, lesson: string, scaled: (points: number) => number): object {
  const { id, status, points, maxPoints, message, line } = check;
  return {
    "test-name": `${lesson}: ${shownName(check)}`,
    passed: STATUSES[status].classroom50,
    score: scaled(points),
    "max-score": status === "skipped" ? 0 : scaled(maxPoints),
    ...{ id, status, message: printable(message, LONGEST), line },
  };
}

/** The number by which all points are multiplied: the same for the whole class, so that its totals can be compared. */
function scaleOf(student: StudentResult, { lessons, students, rules }: ClassResults): number {
  if (rules) return SCALES.at(-1)!;
  const all = [
    ...lessons.flatMap(({ maxPoints, checks }) => [maxPoints, ...checks.map(({ points }) => points)]),
    ...[student, ...students].flatMap(({ points, maxPoints }) => [points, maxPoints]),
  ];
  const isWhole = (points: number) => Math.abs(points - Math.round(points)) < 1e-9;
  return SCALES.find((scale) => all.every((points) => isWhole(points * scale))) ?? SCALES.at(-1)!;
}
