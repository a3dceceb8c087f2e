import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { UsageError } from "../base/usage_error.ts";
import { sampleResults } from "../testbed/classes/results.ts";
import { syllabus } from "../testbed/course/syllabus.ts";
import { SUBMISSION_FORMATS, submissionFormat } from "./submission_formats.ts";

/** What Classroom 50's runner sets, without the link to the differences. */
const VARIABLES: Record<string, string> = {
  ...{ CLASSROOM: "learning", ASSIGNMENT: "week-2", SUBMISSION_TAG: "submit/1" },
  ...{ COMMIT_URL: "https://example.org/commit", RELEASE_URL: "https://example.org/release" },
};

const variable = (name: string) => VARIABLES[name];
const results = sampleResults();

Deno.test("submissionFormat() writes each format about each student", () => {
  for (const name of SUBMISSION_FORMATS) {
    const format = submissionFormat(name, name === "exercism" ? [syllabus[0]] : syllabus, variable);
    for (const student of results.students) {
      const text = format({ student, results });
      if (name === "github") assertStringIncludes(text, `${student.points} of ${student.maxPoints} points`);
      else assertEquals(typeof JSON.parse(text), "object");
    }
  }
});

Deno.test("submissionFormat() describes a submission as Classroom 50's runner does", () => {
  const [student] = results.students;
  const result = JSON.parse(submissionFormat("classroom50", syllabus, variable)({ student, results }));
  assertEquals([result.classroom, result.assignment, result.submission], ["learning", "week-2", "submit/1"]);
  assertEquals(result.review, VARIABLES.COMMIT_URL);
  assert(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(result.datetime), result.datetime);
});

Deno.test("submissionFormat() refuses what cannot be written", () => {
  const refuses = (name: string, message: string) =>
    assertThrows(() => submissionFormat(name, syllabus, () => undefined), UsageError, message);
  refuses("exercism", "On Exercism, a lesson is an exercise: name one with --lessons.");
  refuses("classroom50", "CLASSROOM is not set: Classroom 50's runner sets it for an autograder.");
  refuses("moodle", 'There is no format "moodle": use gradescope, exercism, classroom50, github.');
});
