/**
 * What each platform reads about a submission that it has just got.
 * @module
 */
import { UsageError } from "../base/usage_error.ts";
import type { LessonEntry } from "../base/syllabus.ts";
import { asShown } from "./reports/as_shown.ts";
import type { ClassResults, StudentResult } from "./reports/class_results.ts";
import { classroom50Result } from "./reports/platforms/classroom50.ts";
import { exercismResults } from "./reports/platforms/exercism.ts";
import { githubSummary } from "./reports/platforms/github_summary.ts";
import { gradescopeResults } from "./reports/platforms/gradescope.ts";
import type { SubmissionResults } from "./grade_submission.ts";

/** The environment variables in which Classroom 50 describes a submission, by the fields that they become. */
const CLASSROOM50 = {
  classroom: "CLASSROOM",
  assignment: "ASSIGNMENT",
  submission: "SUBMISSION_TAG",
  commit: "COMMIT_URL",
  release: "RELEASE_URL",
  review: "REVIEW_URL",
} as const;

/** Makes the text of the result. */
export type SubmissionFormat = (results: SubmissionResults) => string;

/** The names of the formats. */
export const SUBMISSION_FORMATS = ["gradescope", "exercism", "classroom50", "github"];

/**
 * The format with this name.
 * @param variable Reads an environment variable.
 * @throws {UsageError} If there is no such format, or it needs something that is missing.
 */
export function submissionFormat(
  name: string,
  lessons: readonly LessonEntry[],
  variable: (name: string) => string | undefined,
): SubmissionFormat {
  switch (name) {
    case "gradescope": // it hides what is not released
      return ({ student, results }) => gradescopeResults(student, results, false);
    case "github":
      return (all) => githubSummary(...shown(all));
    case "exercism":
      if (lessons.length === 1) return (all) => exercismOf(...shown(all));
      throw new UsageError("On Exercism, a lesson is an exercise: name one with --lessons.");
    case "classroom50": {
      const submission = classroom50Submission(variable);
      return (all) => classroom50Result(...shown(all), submission);
    }
  }
  throw new UsageError(`There is no format "${name}": use ${SUBMISSION_FORMATS.join(", ")}.`);
}

/** What the student may see. */
export function shown({ student, results }: SubmissionResults): [StudentResult, ClassResults] {
  return asShown(student, results);
}

function exercismOf({ lessons: [lesson] }: StudentResult, results: ClassResults): string {
  return exercismResults(lesson, results);
}

function classroom50Submission(variable: (name: string) => string | undefined) {
  const fields = Object.entries(CLASSROOM50).map(([field, name]) => {
    // older runners do not say where the differences are shown
    const value = variable(name) || (field === "review" ? variable(CLASSROOM50.commit) : undefined);
    if (value) return [field, value];
    throw new UsageError(`${name} is not set: Classroom 50's runner sets it for an autograder.`);
  });
  // the runner replaces the time with that of the commit
  return { ...Object.fromEntries(fields), datetime: new Date().toISOString().replace(/\.\d+/, "") } as
    & Record<keyof typeof CLASSROOM50, string>
    & { datetime: string };
}
