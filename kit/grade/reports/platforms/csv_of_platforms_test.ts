import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../../testbed/classes/any_texts.ts";
import { sampleResults, sampleStudent, SHOWN_STUDENTS } from "../../../testbed/classes/results.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import { python, withPython } from "../../../testbed/python.ts";
import { canvasCsv } from "./canvas_csv.ts";
import { moodleCsv } from "./moodle_csv.ts";
import { nbgraderCsv } from "./nbgrader_csv.ts";

const TABLES = { moodle: moodleCsv, canvas: canvasCsv, nbgrader: nbgraderCsv };

/** The cells of a table, as RFC 4180 describes it. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

/** The rows of a table about a student, by the names of the columns. */
function rowsOf(csv: string, isRow: (row: Record<string, string>) => boolean): Record<string, string>[] {
  const [header, ...rows] = parse(csv);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]]))).filter(isRow);
}

for (const [name, write] of Object.entries(TABLES)) {
  Deno.test(`${name}Csv() writes the sample class as golden/${name}.csv`, async () => {
    await assertGolden(join(import.meta.dirname!, `../golden/${name}.csv`), write(sampleResults()));
  });

  Deno.test(`${name}Csv() has rows of equal length, and no formula, whatever the texts are`, () => {
    fc.assert(
      fc.property(anyTexts(), (results) => {
        const [header, ...rows] = parse(write(results));
        assert(rows.length >= results.students.length);
        for (const row of rows) {
          assertEquals(row.length, header.length);
          for (const part of row.flatMap((cell) => cell.split(/[,;|]/))) {
            assert(!/[\p{Cc}\p{Bidi_Control}]/u.test(part) && part.isWellFormed(), part);
            assert(!/^[\s"`]*[=+\-@＝]/.test(part) || /^[\p{L}\p{N}._@+=-]+$/u.test(part), part);
          }
        }
      }),
      { numRuns: 5 },
    );
  });
}

Deno.test("moodleCsv() has the columns that Moodle's importer needs, and finds participants by their numbers", () => {
  const results = { ...sampleResults(), students: [{ ...sampleStudent("ada"), student: "1234001" }] };
  const [row] = rowsOf(moodleCsv(results), () => true);
  for (const column of ["Identifier", "Grade", "Last modified (grade)"]) assert(row[column], column);
  assertEquals(row.Identifier.slice("Participant ".length), "1234001");
  assertEquals([row.Grade, row["Maximum Grade"]], ["16", "16"]);
  assertEquals(row["Last modified (grade)"], "2026-12-03T12:00:00Z");
  assertEquals(
    row["Feedback comments"],
    "03_exhaustive_search: pass, 3 of 3 points<br>04_gradient_descent: pass, 8 of 8 points<br>" +
      "20_fashion_mnist: pass, 5 of 5 points",
  );
});

Deno.test("moodleCsv() has an empty grade for points that are not final, and 0 for nothing", () => {
  const grade = (student: string) =>
    rowsOf(moodleCsv({ ...sampleResults(), students: [sampleStudent(student)] }), () => true)[0];
  const fox = grade("fox");
  assertEquals(fox.Grade, "");
  assert(fox["Feedback comments"].includes("04_gradient_descent: waiting, no points"));
  assertEquals([grade(SHOWN_STUDENTS[1]).Grade, grade("dan").Grade, grade("gil").Grade], ["", "7", "0"]);
});

Deno.test("canvasCsv() has the columns that Canvas needs, and the points that can be reached in the second row", () => {
  const [header, possible, ...rows] = parse(canvasCsv(sampleResults()));
  assertEquals(header, [
    ...["Student", "ID", "SIS User ID", "SIS Login ID", "Section"],
    ...sampleResults().lessons.map(({ id }) => id),
  ]);
  assertEquals(possible, ["    Points Possible", "", "", "", "", "3", "8", "7"]);
  const [, ofAda] = parse(canvasCsv({ ...sampleResults(), students: [sampleStudent("ada"), sampleStudent("gil")] }));
  assertEquals(ofAda.at(-1), "5"); // for everybody who was judged, a check was skipped
  assertEquals(rows.length, sampleResults().students.length);
});

Deno.test("canvasCsv() gives Canvas a number only if the whole identifier is one", () => {
  const row = (student: string) => {
    const [, , [, id, , login]] = parse(
      canvasCsv({ ...sampleResults(), students: [{ ...sampleStudent("ada"), student }] }),
    );
    return [id, login];
  };
  assertEquals(row("1234001"), ["1234001", ""]);
  assertEquals(row("12-ada"), ["", "12-ada"]);
  assertEquals(row("-ada"), ["", "-ada"]);
  assertEquals(row("=cmd|'/c calc'!A0"), ["", "'=cmd|'/c calc'!A0"]);
});

Deno.test("canvasCsv() takes no student for the row with the points", () => {
  const students = [{ ...sampleStudent("ada"), name: "Points Possible" }];
  const [, , [name]] = parse(canvasCsv({ ...sampleResults(), students }));
  assertEquals(name, "points possible");
});

Deno.test("canvasCsv() and nbgraderCsv() have empty cells for lessons whose points are not final", () => {
  const results = { ...sampleResults(), students: SHOWN_STUDENTS.slice(1).map(sampleStudent) };
  const [, , dan] = parse(canvasCsv({ ...results, students: [sampleStudent("dan")] }));
  assertEquals(dan.slice(5), ["0", "7", ""]); // no check of the last lesson could run
  assertEquals(parse(canvasCsv(results)).slice(2).map((row) => row.slice(5)), [["2", "", ""], ["3", "", "0"]]);
  const scores = rowsOf(nbgraderCsv(results), ({ student_id }) => student_id === "fox");
  assertEquals(scores.map(({ timestamp, raw_score, score, max_score }) => [timestamp, raw_score, score, max_score]), [
    ["2026-11-30T10:11:12Z", "3", "3", "3"],
    ["2026-11-30T10:11:12Z", "", "", "8"],
    ["", "0", "0", "7"],
  ]);
});

Deno.test("the tables have what rules changed: scaled points, a late penalty, and lessons that do not count", () => {
  const ada = sampleStudent("ada");
  const rule = {
    ...{ points: 3, maxPoints: 3, dueAt: "2026-11-27T12:00:00.000Z", daysLate: 1, penalty: 0.1 },
    dropped: null,
  };
  const [search, descent, images] = ada.lessons;
  const lessons = [
    { ...search, points: 5.4, maxPoints: 6, rule },
    { ...descent, rule: { ...rule, points: 8, maxPoints: 8, daysLate: 0, penalty: 0, dropped: "lowest" as const } },
    images,
  ];
  const results = { ...sampleResults(), students: [{ ...ada, points: 10.4, maxPoints: 11, lessons }] };
  const [late, dropped] = rowsOf(nbgraderCsv(results), () => true);
  assertEquals([late.duedate, late.raw_score, late.late_submission_penalty, late.score, late.max_score], [
    ...["2026-11-27T12:00:00.000Z", "6", "0.6", "5.4", "6"],
  ]);
  assertEquals([dropped.raw_score, dropped.score], ["", ""]);
  assertEquals(parse(canvasCsv(results)).map((row) => row.slice(5)).slice(1), [["6", "8", "5"], ["5.4", "", "5"]]);
  const [{ Grade, "Feedback comments": feedback }] = rowsOf(moodleCsv(results), () => true);
  assertEquals(Grade, "10.4");
  assertEquals(feedback.split("<br>").slice(0, 2), [
    "03_exhaustive_search: pass, 5.4 of 6 points; 3 of 3 points in the checks; 1 day late: −10 %",
    "04_gradient_descent: pass, no points; does not count: it is one of the lowest",
  ]);
});

const inPython = await withPython("Python's csv reads the cells of the platforms' tables");
Deno.test({
  ...inPython,
  fn: async () => {
    const tables = [sampleResults(), ...fc.sample(anyTexts(), 10)]
      .flatMap((results) => Object.values(TABLES).map((write) => write(results)));
    const program =
      'print(json.dumps([list(csv.reader(io.StringIO(text, newline=""), strict=True)) for text in data]))';
    assertEquals(await python(`import csv, io\n${program}`, tables), tables.map(parse));
  },
});
