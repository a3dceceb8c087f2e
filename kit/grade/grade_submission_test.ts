import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { SMALL_COURSE, smallLesson, smallSolution } from "../testbed/small_course.ts";
import { gradeSubmission, NOT_TO_BLAME, type SubmissionOptions, type SubmissionResults } from "./grade_submission.ts";
import { shownChecks } from "./reports/shown_checks.ts";

const [SEARCH, DESCENT] = [smallLesson("03"), smallLesson("04")];
const climbing = smallSolution("04").replace("x -= learningRate", "x += learningRate");

/** Judges a submission with these files, and returns every result that was reported. */
async function judge(
  files: Record<string, string>,
  options: Partial<SubmissionOptions> = {},
  onResults: (results: SubmissionResults) => Promise<void> = () => Promise.resolve(),
): Promise<{ reported: SubmissionResults[]; problems: string[] }> {
  const submission = await Deno.makeTempDir();
  const [reported, problems]: [SubmissionResults[], string[]] = [[], []];
  try {
    for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(join(submission, name), text);
    const last = await gradeSubmission({
      ...{ submission, student: "ada", lessons: [SEARCH, DESCENT], course: SMALL_COURSE, seed: 42, device: "auto" },
      ...{ jobs: 2, requiredWalls: 1, onProblem: (message) => problems.push(message), ...options },
    }, async (results) => {
      reported.push(results);
      await onResults(results);
    });
    assertEquals(last, reported.at(-1));
    return { reported, problems };
  } finally {
    await Deno.remove(submission, { recursive: true });
  }
}

const statuses = ({ student }: SubmissionResults) => student.lessons.map(({ status }) => status);

Deno.test("gradeSubmission() reports before it begins and after each check, and always all checks", async () => {
  const files = { [`${SEARCH.id}.ts`]: smallSolution("03"), [`${DESCENT.id}.ts`]: climbing };
  const { reported } = await judge(files, { jobs: 1 }); // with two, a report may have the checks of both
  const { results: { lessons } } = reported[0];
  const checks = lessons.flatMap((lesson) => lesson.checks).length;
  assertEquals(reported.length, 1 + checks + 1);
  assertEquals(statuses(reported[0]), ["waiting", "waiting"]);
  assertEquals(statuses(reported.at(-1)!), ["pass", "fail"]);
  for (const { student, results } of reported) {
    assertEquals(student.lessons.flatMap((lesson) => shownChecks(lesson, results)).length, checks);
    assertEquals(student.points, student.lessons.reduce((sum, { points }) => sum + points, 0));
    assertEquals(results.students, [student]);
  }
  const known = reported.map(({ student }) => student.lessons.reduce((sum, { checks }) => sum + checks.length, 0));
  assertEquals(known.slice(1, -1), Array.from({ length: checks }, (_, i) => i + 1));
  assertEquals(reported.at(-1)!.student.lessons.map(({ path }) => path), [`${SEARCH.id}.ts`, `${DESCENT.id}.ts`]);
});

Deno.test("gradeSubmission() says what is missing and what is refused", async () => {
  const { reported } = await judge({ [`${SEARCH.id}_final.ts`]: smallSolution("03"), "notes.txt": "no time" });
  const { student } = reported.at(-1)!;
  assertEquals([statuses(reported.at(-1)!), student.ignored], [["missing", "missing"], ["notes.txt"]]);
  assertEquals(student.refused, [{
    path: `${SEARCH.id}_final.ts`,
    reason: `${SEARCH.id}_final.ts is not named ${SEARCH.id}.ts: rename it.`,
  }]);
});

Deno.test("gradeSubmission() says that a student is not to blame if this machine fails", async () => {
  let last: SubmissionResults | undefined;
  const submission = join(import.meta.dirname!, "nowhere");
  const keep = (results: SubmissionResults) => Promise.resolve(void (last = results));
  await assertRejects(() => judge({}, { submission }, keep), UsageError, "There is no folder or file");
  assertEquals(last!.student.lessons.map(({ status, message }) => [status, message]), [
    ["not graded", NOT_TO_BLAME],
    ["not graded", NOT_TO_BLAME],
  ]);
  assert(!JSON.stringify(last).includes("nowhere"));
});
