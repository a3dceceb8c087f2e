import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../../testbed/classes/any_texts.ts";
import { sampleResults, sampleStudent, SHOWN_STUDENTS } from "../../../testbed/classes/results.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import type { GradedCheck } from "../../journal/entry.ts";
import type { LessonResult } from "../class_results.ts";
import { exercismResults } from "./exercism.ts";

// deno-lint-ignore no-explicit-any
function read(lesson: LessonResult): any {
  return JSON.parse(exercismResults(lesson, sampleResults()));
}

/** Ada's first lesson, with checks that differ from a pass. */
function withChecks(...others: Partial<GradedCheck>[]): LessonResult {
  const [lesson] = sampleStudent("ada").lessons;
  return { ...lesson, checks: lesson.checks.map((check, index) => ({ ...check, ...others[index] })) };
}

for (const student of SHOWN_STUDENTS) {
  for (const lesson of sampleStudent(student).lessons) {
    const path = `../golden/exercism/${student.replace(/\W/g, "").slice(0, 9)}_${lesson.lesson}.json`;
    Deno.test(`exercismResults() writes ${path}`, async () => {
      await assertGolden(join(import.meta.dirname!, path), exercismResults(lesson, sampleResults()));
    });
  }
}

Deno.test("exercismResults() keeps to the interface, whatever the texts are", () => {
  fc.assert(
    fc.property(anyTexts(), (results) => {
      for (const lesson of results.students.flatMap(({ lessons }) => lessons)) {
        const { version, status, message, tests = [] } = JSON.parse(exercismResults(lesson, results));
        assertEquals(version, 3);
        if (status === "error") assert(message !== "" && new TextEncoder().encode(message).length <= 65_535);
        else assert(tests.length > 0 && message === undefined);
        for (const test of tests) {
          assert(test.name !== "" && ["pass", "fail", "error"].includes(test.status));
          assert((test.output ?? "").length <= 500);
          assert(test.status === "pass" || test.message !== "");
        }
      }
    }),
    { numRuns: 5 },
  );
});

Deno.test("exercismResults() says error only if no check gave an answer, and then why", () => {
  const status = (...checks: Partial<GradedCheck>[]) => read(withChecks(...checks)).status;
  const error = { status: "error", message: "TypeError" } as const;
  assertEquals(status(), "pass");
  assertEquals(status(error), "fail");
  assertEquals(status({ status: "fail", message: "x is 1" }, error, error), "fail");
  assertEquals(read(withChecks(error, error, error)), { version: 3, status: "error", message: "TypeError" });
  assertEquals(
    read(withChecks(error, error, { ...error, message: "RangeError" })).message,
    "finds the minimum of x²: TypeError\n\nleaves the start as it is: RangeError",
  );
});

Deno.test("exercismResults() leaves out checks that did not run, and never passes a lesson without one", () => {
  const skipped = { status: "skipped", message: "There is no GPU." } as const;
  const some = read(withChecks(skipped));
  assertEquals([some.status, some.tests.length], ["pass", 2]);
  assertEquals(read(withChecks(skipped, skipped, skipped)), {
    version: 3,
    status: "error",
    message: "There is no GPU.",
  });
  const [, waiting] = sampleStudent("fox").lessons;
  assertEquals(read(waiting), { version: 3, status: "error", message: "not judged yet" });
});

Deno.test("exercismResults() cuts messages and outputs where Exercism cuts them, and says so", () => {
  const long = "🎉学".repeat(50_000);
  const [test] = read(withChecks({ status: "fail", message: long, printed: long })).tests;
  assert(test.output.length <= 500 && test.output.endsWith("Output was truncated. Please limit to 500 chars."));
  assert(test.output.isWellFormed() && test.message.length < 5000);
  const error = { status: "error", message: long } as const;
  const { message } = read(withChecks(error, error, error));
  assert(new TextEncoder().encode(message).length <= 65_535);
});
