import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../testbed/classes/any_texts.ts";
import { sampleResults } from "../../testbed/classes/results.ts";
import { assertGolden } from "../../testbed/golden.ts";
import { python, withPython } from "../../testbed/python.ts";
import type { ClassResults, StudentResult } from "./class_results.ts";
import { gradesCsv } from "./csv.ts";

/** The cells of a table, as RFC 4180 describes it. */
function parse(csv: string): string[][] {
  assert(csv.startsWith("\ufeff") && csv.endsWith("\r\n"));
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

/** The cells of the sample class's student `ada`, with other values, by the names of their columns. */
function cells(others: Partial<StudentResult>): Record<string, string> {
  const results = sampleResults();
  const student = { ...results.students.find(({ student }) => student === "ada")!, ...others };
  const [header, row] = parse(gradesCsv({ ...results, students: [student] }));
  return Object.fromEntries(header.map((column, index) => [column, row[index]]));
}

Deno.test("gradesCsv() writes the sample class as golden/grades.csv", async () => {
  await assertGolden(join(import.meta.dirname!, "golden/grades.csv"), gradesCsv(sampleResults()));
});

Deno.test("gradesCsv() writes only a header for a class without students", () => {
  const [header, ...rows] = parse(gradesCsv({ ...sampleResults(), lessons: [], students: [] }));
  assertEquals([header, rows], [["student", "name", "email", "points", "max", "percent", "status", "walls"], []]);
});

for (
  const [name, cell] of [
    ['Ann "The Hat", Jr.', 'Ann "The Hat", Jr.'],
    ["Ünal Ōe 学生 🎉 علی\u200cرضا", "Ünal Ōe 学生 🎉 علی\u200cرضا"],
    ["Anne-Marie O'Neil", "Anne-Marie O'Neil"],
    [" Ann ", " Ann "],
    ["one\r\ntwo\tthree", "one\\u{d}\\u{a}two\\u{9}three"],
    ["\u202eeve\0\x1b\ud800\uffff\u2028", "\\u{202e}eve\\u{0}\\u{1b}\\u{d800}\\u{ffff}\\u{2028}"],
    ["x".repeat(256), `${"x".repeat(254)}…`],
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["＝1", "'＝1"],
    [' "=1', " \"'=1"],
    ["'=1", "''=1"],
    ["\ufeff=1", "\ufeff'=1"],
    ["\t=1", "\\u{9}=1"],
    ["a;=1", "a;'=1"],
    ['a", -1', "a\", '-1"],
  ]
) {
  Deno.test(`gradesCsv() shows the name ${JSON.stringify(name.slice(0, 40))} as ${JSON.stringify(cell.slice(0, 40))}`, () => {
    assertEquals(cells({ name }).name, cell);
  });
}

Deno.test("gradesCsv() has an empty cell for what the platform does not say", () => {
  const { email, "03_exhaustive_search late": late, "03_exhaustive_search submitted_at": submitted } = cells({
    email: null,
    lessons: sampleResults().students.find(({ student }) => student === "dan")!.lessons,
  });
  assertEquals([email, late, submitted], ["", "", ""]);
});

for (
  const [statuses, expected] of [
    [["pass", "fail", "missing"], "16 100.00 graded"],
    [["missing", "missing", "missing"], "16 100.00 missing"],
    [["pass", "waiting", "not graded"], "  waiting"],
    [["pass", "not graded", "missing"], "  not graded"],
  ] as const
) {
  Deno.test(`gradesCsv() says "${expected.trim()}" for lessons that are ${statuses.join(", ")}`, () => {
    const { lessons } = sampleResults().students.find(({ student }) => student === "ada")!;
    const row = cells({ lessons: lessons.map((lesson, index) => ({ ...lesson, status: statuses[index] })) });
    assertEquals(`${row.points} ${row.percent} ${row.status}`, expected);
  });
}

Deno.test("gradesCsv() shows a lesson with a broken check as a course error, with its points", () => {
  const { lessons } = sampleResults().students.find(({ student }) => student.startsWith("="))!;
  const row = cells({ lessons: lessons.map((lesson, index) => index < 2 ? lesson : { ...lesson, status: "missing" }) });
  const { "04_gradient_descent status": status, "04_gradient_descent points": points } = row;
  assertEquals([status, points, row.status], ["course error", "7", "course error"]);
});

Deno.test("gradesCsv() has no percentage of 0 points", () => {
  assertEquals(cells({ points: 0, maxPoints: 0 }).percent, "");
});

/** What a cell says, without what makes it harmless. */
function meaning(text: string): string {
  return text.replaceAll("'", "").replace(/\\u\{(\w+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
}

function assertHarmless(results: ClassResults): void {
  const csv = gradesCsv(results);
  const [header, ...rows] = parse(csv);
  assertEquals(csv.split(/[\r\n]+/).length - 2, results.students.length); // a line for each student, whatever it contains
  for (const [index, row] of rows.entries()) {
    assertEquals(row.length, header.length);
    const { student, name, email } = results.students[index];
    assertEquals(row.slice(0, 3).map(meaning), [student, name, email ?? ""].map(meaning));
    for (const part of row.flatMap((cell) => cell.split(/[,;|]/))) {
      assert(part.isWellFormed() && !/^[\s"`]*[=+\-@＝]/.test(part), part);
    }
  }
}

Deno.test("gradesCsv() gives each student a line, and each cell its text, whatever the texts are", () => {
  fc.assert(fc.property(anyTexts(), assertHarmless), { numRuns: 50 });
});

const inPython = await withPython("Python's csv reads the same cells");
Deno.test({
  ...inPython,
  fn: async () => {
    const tables = [sampleResults(), ...fc.sample(anyTexts(), 50)].map(gradesCsv);
    const program =
      'print(json.dumps([list(csv.reader(io.StringIO(text, newline=""), strict=True)) for text in data]))';
    const read = await python(`import csv, io\n${program}`, tables.map((csv) => csv.slice(1)));
    assertEquals(read, tables.map(parse));
  },
});
