import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../../testbed/classes/any_texts.ts";
import { sampleResults, sampleStudent, SHOWN_STUDENTS } from "../../../testbed/classes/results.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import { classroom50Result } from "./classroom50.ts";

const SUBMISSION = {
  classroom: "learning",
  assignment: "week-2",
  submission: "submit/2026-11-28T10-11-12Z-a1b2c3d",
  commit: "https://github.com/school/learning-week-2-ada/commit/a1b2c3d",
  release: "https://github.com/school/learning-week-2-ada/releases/tag/submit",
  review: "https://github.com/school/learning-week-2-ada/compare/0...a1b2c3d",
  datetime: "2026-11-28T10:11:12Z",
};

/** Refuses what Classroom 50's collection of scores refuses. */
function assertValid(text: string): void {
  const result = JSON.parse(text);
  assertEquals(result.schema, "classroom50/result/v1");
  for (const field of ["submission", "commit", "release", "review", "datetime"]) assert(result[field], field);
  assert(result.submission.startsWith("submit/"));
  assertPoints(result);
  for (const test of result.tests) {
    assert(test["test-name"] !== "" && typeof test.passed === "boolean");
    assertPoints(test);
  }
}

function assertPoints({ score, "max-score": maxScore }: Record<string, number>): void {
  assert(Number.isInteger(score) && Number.isInteger(maxScore) && 0 <= score && score <= maxScore);
}

for (const student of SHOWN_STUDENTS) {
  const path = `../golden/classroom50/${student.replace(/\W/g, "").slice(0, 9)}.json`;
  Deno.test(`classroom50Result() writes ${path}`, async () => {
    const text = classroom50Result(sampleStudent(student), sampleResults(), SUBMISSION);
    await assertGolden(join(import.meta.dirname!, path), text);
  });
}

Deno.test("classroom50Result() keeps to the schema, whatever the texts are", () => {
  fc.assert(
    fc.property(anyTexts(), (results) => {
      for (const student of results.students) assertValid(classroom50Result(student, results, SUBMISSION));
    }),
    { numRuns: 5 },
  );
});

Deno.test("classroom50Result() multiplies all points of a class if any of them is a fraction", () => {
  const scores = (pointsOfAda: number, student: string) => {
    const results = sampleResults();
    results.students.find(({ student }) => student === "ada")!.points = pointsOfAda;
    const text = classroom50Result(results.students.find((each) => each.student === student)!, results, SUBMISSION);
    assertValid(text);
    const { score, "max-score": max, tests: [test] } = JSON.parse(text);
    return [score, max, test["max-score"]];
  };
  assertEquals(scores(16, "ada"), [16, 16, 1]);
  assertEquals(scores(14.4, "ada"), [144, 160, 10]);
  assertEquals(scores(14.4, "bo"), [10, 180, 10]);
  assertEquals(scores(14.25, "ada"), [1425, 1600, 100]);
  assertEquals(scores(14 + 1 / 3, "ada"), [1433, 1600, 100]);
});

Deno.test("classroom50Result() lets a skipped check stop nobody, and names checks that nobody has judged", () => {
  const tests = (student: string) => JSON.parse(classroom50Result(sampleStudent(student), sampleResults())).tests;
  const skipped = tests("ada").find(({ status }: { status: string }) => status === "skipped");
  assertEquals([skipped["test-name"], skipped.passed, skipped["max-score"]], [
    "20_fashion_mnist: counts quickly (skipped)",
    true,
    0,
  ]);
  const waiting = tests("fox").find(({ status }: { status: string }) => status === "waiting");
  assertEquals([waiting["test-name"], waiting.passed], [
    "04_gradient_descent: reaches the minimum of x² (waiting)",
    false,
  ]);
});
