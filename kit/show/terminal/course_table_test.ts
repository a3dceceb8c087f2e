import { assert, assertEquals } from "@std/assert";
import type { CheckRecord, Status } from "../../judge/run/record.ts";
import { columns } from "../../base/columns.ts";
import { courseHead, courseOpen, type CourseRow, courseRow, courseSum } from "./course_table.ts";
import { styleWith } from "./style.ts";

const plain = styleWith(false);

/** A lesson with one check, which is worth 8 points. */
function lesson(status: Status, changes: Partial<CourseRow> = {}): CourseRow {
  const points = status === "pass" ? 8 : 0;
  const check = { id: "04-minimum", name: "reaches the minimum", status, points, maxPoints: 8, message: "Why." };
  return {
    start: { lesson: "04_gradient_descent", title: "Gradient descent", device: { backend: "cpu", adapter: null } },
    checks: [check as CheckRecord],
    isSolved: status === "pass",
    score: { points, maxPoints: 8, seconds: 0.444 },
    pictureSeconds: 0.5,
    ...changes,
  };
}

Deno.test("the table of a course has a header, a row for each lesson, and the sums", () => {
  const rows = [lesson("pass"), lesson("fail"), lesson("todo", { pictureSeconds: null })];
  assertEquals(
    [courseHead(plain), ...rows.map((row) => courseRow(row, plain)), courseSum(rows, plain)].join("\n"),
    `
    lesson                                    points   checks  picture  device
  ✓ 04 · Gradient descent                        8/8   0.44 s   0.50 s     cpu
  ✗ 04 · Gradient descent                        0/8   0.44 s   0.50 s     cpu
  □ 04 · Gradient descent                        0/8   0.44 s        –     cpu
    1 of 3 lessons solved, in 2.33 s            8/24   1.33 s   1.00 s`.slice(1),
  );
});

Deno.test("courseRow() keeps its columns aligned for a long title, wide letters and a slow lesson", () => {
  const { start, score } = lesson("pass");
  const titles = [
    "A title of more than forty characters, to be broken",
    "漢字の とても長い 題名が ここにあり、 途中で 折り返される",
  ];
  for (const title of titles) {
    const slow = { start: { ...start, title }, score: { ...score, seconds: 1234.5 }, pictureSeconds: 123.4 };
    const [first, second, ...others] = courseRow(lesson("pass", slow), plain).split("\n");
    assert(columns(first) <= 44 && others.length === 0, first);
    assertEquals(columns(second), 78);
    assertEquals(second.endsWith("     8/8   1235 s    123 s     cpu"), true, second);
  }
});

Deno.test("courseRow() puts the name and the numbers on separate lines if the screen is narrow", () => {
  assertEquals(courseRow(lesson("pass"), styleWith(false, 40)).split("\n"), [
    "  ✓ 04 · Gradient descent",
    "         8/8   0.44 s   0.50 s     cpu",
  ]);
});

Deno.test("courseSum() says 0 of 0 without lessons", () => {
  assertEquals(courseSum([], plain).trim().split(/ {2,}/), [
    "0 of 0 lessons solved, in 0.00 s",
    "0/0",
    "0.00 s",
    "0.00 s",
  ]);
});

Deno.test("courseOpen() says why a check did not run, even in a lesson that is solved without it", () => {
  const { checks } = lesson("skipped");
  const line = `  – skipped reaches the minimum${" ".repeat(46)}–/8`;
  assertEquals(courseOpen([lesson("skipped", { isSolved: true })], plain).slice(2), [line, "            Why."]);
  const both = courseOpen([lesson("skipped", { checks: [...checks, ...checks] })], plain);
  assertEquals(both.slice(2), [line, line, "            Why."]); // only once for both checks
});

Deno.test("courseOpen() lists the checks that do not pass, below each lesson that was begun", () => {
  const open = courseOpen([lesson("pass"), lesson("todo"), lesson("timeout")], plain);
  assertEquals(open.map((line) => line.replace(/ {10,}/, " … ")), [
    "",
    "  04 · Gradient descent",
    "  ∞ timeout reaches the minimum … 0/8",
  ]);
});
