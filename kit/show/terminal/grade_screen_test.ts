import { assert, assertEquals } from "@std/assert";
import { columns } from "../../base/columns.ts";
import type { BeginRecord, CountRecord, EndRecord, StudentRecord } from "../../grade/grade_record.ts";
import { beginLines, countLine, endLines, studentLine } from "./grade_screen.ts";
import { styleWith } from "./style.ts";

const [wide, narrow] = [styleWith(false, 80), styleWith(false, 40)];

const begin: BeginRecord = {
  ...{ type: "begin", summary: "Moodle's export: 2 students in 04.zip.", students: 2, lessons: ["04_a"] },
  ...{ judged: 0, waiting: 1, walls: 2 },
};
const ada: StudentRecord = {
  ...{ type: "student", student: "1", name: "Ada Lovelace", points: 8, maxPoints: 8 },
  ...{ statuses: { "04_a": "pass" }, refused: 0 },
};
const count: CountRecord = {
  ...{ type: "count", what: "files", studentsDone: 7, students: 12, done: 20, running: 2, left: 15, secondsLeft: 41 },
};
const end: EndRecord = {
  ...{ type: "end", reports: ["grades/index.html", "grades/junit"], students: 2, notGraded: 0, refused: 0, seconds: 9 },
};

Deno.test("beginLines() says what was found and how much of it was judged before", () => {
  const lines = (record: Partial<BeginRecord>) => beginLines({ ...begin, ...record }, wide).join("\n");
  const found = "  Moodle's export: 2 students in 04.zip. 1 lesson. ";
  assertEquals(lines({}), `${found}1 file to judge.`);
  assertEquals(lines({ judged: 1 }), `${found}1 file to judge, 1 was\n  judged before.`);
  assertEquals(lines({ waiting: 2 }), `${found}2 different files to judge.`);
  assertEquals(lines({ waiting: 0 }), `${found}There is no file to judge.`);
  assertEquals(lines({ judged: 1, waiting: 0 }), `${found}Every file has been judged\n  before.`);
  assert(lines({ walls: 1 }).includes("One wall: only Deno's permissions protect"));
});

Deno.test("studentLine() says in which lessons something is wrong, with ranges of lessons", () => {
  const line = (record: Partial<StudentRecord>) => studentLine({ ...ada, ...record }, wide);
  assertEquals(line({}), `  ✓ Ada Lovelace${" ".repeat(20)}     8/8`);
  const statuses = { "01_a": "pass", "02_b": "fail", "03_c": "missing", "04_d": "missing", "05_e": "missing" } as const;
  assertEquals(line({ points: 1, statuses }), `  ✗ Ada Lovelace${" ".repeat(20)}     1/8  02 fail, 03-05 missing`);
});

Deno.test("… says that a student handed in nothing, or that a file was refused", () => {
  const missing = (refused: number) =>
    studentLine({ ...ada, points: 0, statuses: { "04_a": "missing" }, refused }, wide);
  assertEquals(missing(0), `  ○ Ada Lovelace${" ".repeat(20)}     0/8  handed in nothing`);
  assertEquals(missing(1), `  ○ Ada Lovelace${" ".repeat(20)}     0/8  1 file refused`);
  assertEquals(studentLine({ ...ada, refused: 2 }, wide), `  ✓ Ada Lovelace${" ".repeat(20)}     8/8  2 files refused`);
});

Deno.test("… fits on a narrow screen, and shows a hostile name in a line", () => {
  const statuses = { "01_a": "fail", "02_b": "timeout", "03_c": "missing" } as const;
  const line = studentLine({ ...ada, name: "\x1b[2J\nWolfeschlegelsteinhausenbergerdorff", statuses }, narrow);
  assertEquals(line, "  ✗ ␛[2J␊Wol…     8/8  01 fail, 02 tim…");
  assert(columns(line) < 40);
  assertEquals(studentLine({ ...ada, statuses }, styleWith(false, 24)), "  ✗ Ada Lov…     8/8  …");
});

Deno.test("countLine() shows the time before the files, which a narrow screen cuts off", () => {
  assertEquals(countLine(count), "  7 of 12 students done · 41 s left · 2 files running, 15 waiting");
  const pictures = countLine({ ...count, what: "pictures", secondsLeft: null });
  assertEquals(pictures, "  20 of 37 pictures drawn · 2 running, 15 waiting");
});

Deno.test("endLines() says what each report is for, unless the screen is narrow", () => {
  assertEquals(endLines(end, wide).slice(1), [
    "  2 students graded in 9.0 s.",
    "  grades/index.html  the class: open it in a browser",
    "  grades/junit       a file for each student, for test services",
  ]);
  assertEquals(endLines(end, narrow).slice(2), ["  grades/index.html", "  grades/junit"]);
});

Deno.test("… counts the files that were refused, and those that could not be judged", () => {
  const text = endLines({ ...end, refused: 2, notGraded: 1, seconds: 600 }, wide).join("\n");
  assert(text.includes("  2 students graded in 10 min.\n  2 files were refused: index.html says why.\n"), text);
  assert(
    text.includes("  1 file could not be judged, and the students are not to blame: type the same\n  command again"),
  );
});
