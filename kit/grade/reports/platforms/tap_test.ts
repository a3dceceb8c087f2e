import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../../testbed/classes/any_texts.ts";
import { sampleResults, sampleStudent, SHOWN_STUDENTS } from "../../../testbed/classes/results.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import type { StudentResult } from "../class_results.ts";
import { gradesTap } from "./tap.ts";

/** A test point as a harness reads it. */
interface Point {
  isOk: boolean;
  description: string;
  skip?: string;
  fields: Record<string, unknown>;
}

/** Reads what this version of TAP allows, and refuses any other line. */
function parse(tap: string): Point[] {
  const [version, plan, ...lines] = tap.trimEnd().split("\n");
  assertEquals(version, "TAP version 14");
  const points: Point[] = [];
  let isInside = false;
  for (const line of lines) {
    const [, not, number, text, skip] = /^(not )?ok (\d+) - ((?:[^#\\]|\\[#\\])*?)(?: # SKIP (.*))?$/.exec(line) ?? [];
    const [, key, value] = /^ {2}(\w+): (.*)$/.exec(line) ?? [];
    if (isInside) {
      if (line === "  ...") isInside = false;
      else points.at(-1)!.fields[key] = JSON.parse(value);
    } else if (line === "  ---") isInside = true;
    else if (number) {
      points.push({ isOk: !not, description: text.replace(/\\(.)/g, "$1"), skip, fields: {} });
      assertEquals(Number(number), points.length);
    } else assert(line.startsWith("# ") && !/^# Subtest/.test(line), line);
  }
  assertEquals([plan, isInside], [`1..${points.length}`, false]);
  return points;
}

function pointsOf(student: StudentResult, results = sampleResults()): Point[] {
  return parse(gradesTap(student, results));
}

for (const student of SHOWN_STUDENTS) {
  const path = `../golden/tap/${student.replace(/\W/g, "").slice(0, 9)}.tap`;
  Deno.test(`gradesTap() writes ${path}`, async () => {
    await assertGolden(join(import.meta.dirname!, path), gradesTap(sampleStudent(student), sampleResults()));
  });
}

Deno.test("gradesTap() has a test point for each check of the class, with its points, message and line", () => {
  const points = pointsOf(sampleStudent("bo"));
  assertEquals(points.length, 14);
  assertEquals(points[0], {
    isOk: false,
    description: "03_exhaustive_search: finds the minimum of x²",
    skip: undefined,
    fields: {
      ...{ id: "03-minimum", status: "todo", points: 0, max_points: 1, duration_ms: 10 },
      message: "move to the better neighbour\nline 12: return todo(…);",
      ...{ file: "lessons/03_exhaustive_search.ts", line: 12 },
    },
  });
  assertEquals(points[3].fields.output, "x is 2\nx is 2.04\nx is 2.0808\n");
});

Deno.test("gradesTap() skips checks that did not run or wait, and no file that could not be judged", () => {
  const of = (student: string, status: string) =>
    pointsOf(sampleStudent(student)).filter(({ fields }) => fields.status === status)
      .map(({ isOk, description, skip }) => [isOk, description.split(": ")[1], skip])[0];
  assertEquals(of("ada", "skipped"), [true, "counts quickly (skipped)", "This check would take minutes on cpu."]);
  assertEquals(of("fox", "waiting"), [true, "reaches the minimum of x² (waiting)", "not judged yet"]);
  assertEquals(of(SHOWN_STUDENTS[1], "not graded"), [false, "counts a part (not graded)", undefined]);
});

Deno.test("gradesTap() keeps # and \\ out of the directives", () => {
  const ada = sampleStudent("ada");
  const [lesson] = ada.lessons;
  const name = "counts \\ # SKIP all \\# TODO";
  const checks = lesson.checks.map((check) => ({ ...check, name, status: "fail" as const }));
  const [point] = pointsOf({ ...ada, lessons: [{ ...lesson, checks }] });
  assertEquals([point.isOk, point.description, point.skip], [false, `03_exhaustive_search: ${name}`, undefined]);
});

Deno.test("gradesTap() can be read whatever the texts are, and has no line that a test service obeys", () => {
  fc.assert(
    fc.property(anyTexts(), (results) => {
      for (const student of results.students) {
        assertEquals(pointsOf(student, results).length, 14);
        assert(!/::|##\w*\[/.test(gradesTap(student, results)));
      }
    }),
    { numRuns: 5 },
  );
});
