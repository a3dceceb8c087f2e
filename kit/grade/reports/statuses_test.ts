import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { readText } from "../../base/read_text.ts";
import { root } from "../../base/root.ts";
import { sampleResults } from "../../testbed/classes/results.ts";
import type { LessonResult, LessonStatus } from "./class_results.ts";
import { gradesCsv } from "./csv.ts";
import { gradesJson } from "./json.ts";
import { gradesJunit } from "./junit.ts";
import { checkStatus, lessonStatus, type ShownStatus, STATUSES } from "./statuses.ts";

const all = Object.keys(STATUSES) as ShownStatus[];

Deno.test("checkStatus() and lessonStatus() give a broken check a status of its own", () => {
  const [passed, broken, failed] = [
    { status: "pass", fault: null } as const,
    { status: "error", fault: "course" } as const,
    { status: "fail", fault: null } as const,
  ];
  assertEquals([passed, broken, failed].map(checkStatus), ["pass", "course error", "fail"]);
  const lesson = (...checks: object[]) => lessonStatus({ status: "fail", checks } as LessonResult);
  assertEquals([lesson(passed, failed), lesson(failed, broken), lesson()], ["fail", "course error", "fail"]);
});

/** The row of docs/graders.md about a status: what the reports really contain for it. */
function row(shown: ShownStatus): string[] {
  const results = sampleResults();
  const [ada] = results.students.filter(({ student }) => student === "ada");
  const [lesson] = ada.lessons;
  const fault = shown === "course error" ? "course" : null;
  const status = (fault ? "error" : shown) as LessonStatus;
  const isJudged = !["missing", "waiting", "not graded"].includes(shown);
  const checks = lesson.checks.map((check) => ({ ...check, status, fault }) as typeof check);
  const student = { ...ada, lessons: [{ ...lesson, status, checks: isJudged ? checks : [] }] };
  const some = { ...results, lessons: results.lessons.slice(0, 1), students: [student] };
  const [, cells] = gradesCsv(some).split("\r\n").map((line) => line.split(","));
  const [json] = JSON.parse([...gradesJson(some)].join("")).students[0].lessons;
  const jsonText = json.checks[0]?.fault ? `${json.status}, fault ${json.checks[0].fault}` : json.status;
  const [, element] = /<(failure|error|skipped)\b/.exec(gradesJunit(student, some)) ?? [];
  const points = cells[3] === "" ? "empty" : "points";
  const { meaning, symbol } = STATUSES[shown];
  return [
    shown,
    meaning,
    `${cells[5]}, ${points}`,
    jsonText,
    element ? `<${element} type="${shown}">` : "passed",
    `${symbol} ${shown}`,
  ];
}

Deno.test("docs/graders.md says what each report contains for each status", async () => {
  const guide = await readText(join(root, "docs/graders.md"));
  const table = guide.split("\n").filter((line) => line.startsWith("| ")).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim().replaceAll("`", ""))
  );
  const begin = table.findIndex((cells) => cells[0] === "status" && cells.includes("JUnit"));
  assertEquals(table.slice(begin + 2, begin + 2 + all.length), all.map(row));
});
