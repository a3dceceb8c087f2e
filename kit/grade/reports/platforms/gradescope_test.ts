import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../../testbed/classes/any_texts.ts";
import { sampleResults, sampleStudent, SHOWN_STUDENTS } from "../../../testbed/classes/results.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { gradescopeResults } from "./gradescope.ts";

/** What Gradescope reads: the fields that its specification names, and no others. */
interface Read {
  score: number;
  output: string;
  tests: { score?: number; max_score?: number; status?: string; name: string; visibility: string; output: string }[];
}

const TOP =
  "score execution_time output output_format test_output_format test_name_format visibility stdout_visibility tests";
const TEST = "score max_score status name number output tags visibility extra_data";

function read(student: StudentResult, results: ClassResults = sampleResults()): Read {
  return JSON.parse(gradescopeResults(student, results));
}

for (const student of SHOWN_STUDENTS) {
  const path = `../golden/gradescope/${student.replace(/\W/g, "").slice(0, 9)}.json`;
  Deno.test(`gradescopeResults() writes ${path}`, async () => {
    await assertGolden(join(import.meta.dirname!, path), gradescopeResults(sampleStudent(student), sampleResults()));
  });
}

Deno.test("gradescopeResults() has only fields and values of Gradescope's specification, whatever the texts are", () => {
  fc.assert(
    fc.property(anyTexts(), (results) => {
      for (const student of results.students) {
        const { tests, ...top } = read(student, results);
        for (const key of Object.keys(top)) assert(TOP.split(" ").includes(key), key);
        for (const test of tests) {
          for (const key of Object.keys(test)) assert(TEST.split(" ").includes(key), key);
          assert(test.status === undefined || ["passed", "failed"].includes(test.status));
          assert(["visible", "after_published"].includes(test.visibility) && test.name !== "");
          assert(!test.output.includes("\r"), "Gradescope asks for Unix line endings");
        }
      }
    }),
    { numRuns: 5 },
  );
});

Deno.test("gradescopeResults() takes the total from the student, not from the checks", () => {
  assertEquals(read({ ...sampleStudent("ada"), points: 7.5 }).score, 7.5);
});

Deno.test("gradescopeResults() gives no points to checks that nobody has judged, and says so", () => {
  const { output, tests } = read(sampleStudent("fox"));
  assertStringIncludes(output, "04_gradient_descent is not in these points: not judged yet");
  const waiting = tests.filter(({ name }) => name.endsWith(" (waiting)"));
  assertEquals(waiting.length, 5);
  for (const test of waiting) {
    assertEquals([test.score, test.max_score, test.status], [undefined, undefined, undefined]);
  }
  const broken = read(sampleStudent('=HYPERLINK("https://example.org")'));
  assertStringIncludes(broken.output, "Three machines could not start its process");
  assert(broken.tests.some(({ name, score }) => name.endsWith(" (course error)") && score === undefined));
});

Deno.test("gradescopeResults() says what a rule changed, but not how many hidden checks passed", () => {
  const ada = sampleStudent("ada");
  const rule = { points: 2, maxPoints: 3, dueAt: null, daysLate: 2, penalty: 0.2, dropped: null };
  const [first] = ada.lessons;
  const late = { ...first, points: 3.2, maxPoints: 6, rule };
  const hidden = { ...late, checks: late.checks.map((check) => ({ ...check, hidden: true as const })) };
  const output = (lesson: LessonResult) => read({ ...ada, lessons: [lesson] }).output.split("\n").at(-1);
  assertEquals(output(late), "03_exhaustive_search: 2 of 3 points in the checks; 2 days late: −20 %");
  assertEquals(output(hidden), "03_exhaustive_search: 2 days late: −20 %");
});

Deno.test("gradescopeResults() shows a hidden check after publication, and keeps the total out of the text", () => {
  const ada = sampleStudent("ada");
  const [first, ...lessons] = ada.lessons;
  const checks = first.checks.map((check, index) => index === 1 ? { ...check, hidden: true as const } : check);
  const withHidden = { ...ada, lessons: [{ ...first, checks }, ...lessons] };
  const { output, tests } = read(withHidden);
  assertEquals(tests.slice(0, 3).map(({ visibility }) => visibility), ["visible", "after_published", "visible"]);
  assertEquals(output, "");
  assertEquals(read(ada).output, "16 of 16 points");
  assertEquals(gradescopeResults(withHidden, sampleResults(), true), gradescopeResults(ada, sampleResults()));
});
