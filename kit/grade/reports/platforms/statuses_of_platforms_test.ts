import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { readText } from "../../../base/read_text.ts";
import { root } from "../../../base/root.ts";
import { sampleResults, sampleStudent } from "../../../testbed/classes/results.ts";
import type { LessonStatus } from "../class_results.ts";
import { type ShownStatus, STATUSES } from "../statuses.ts";
import { classroom50Result } from "./classroom50.ts";
import { exercismResults } from "./exercism.ts";
import { githubAnnotations } from "./github.ts";
import { gradescopeResults } from "./gradescope.ts";
import { gradesTap } from "./tap.ts";

/** The row of docs/graders.md about a status: what the formats really contain for its first check. */
function row(shown: ShownStatus): string[] {
  const fault = shown === "course error" ? "course" as const : null;
  const status = (fault ? "error" : shown) as LessonStatus;
  const isJudged = !["missing", "waiting", "not graded"].includes(shown);
  const ada = sampleStudent("ada");
  const [lesson] = ada.lessons;
  // only the first check has the status: Exercism shows no tests if all of them ended with an error
  const checks = lesson.checks.map((check, i) => (i === 0 ? { ...check, status, fault } as typeof check : check));
  const result = { ...lesson, status: isJudged ? lesson.status : status, checks: isJudged ? checks : [] };
  const student = { ...ada, lessons: [result] };
  const results = { ...sampleResults(), lessons: sampleResults().lessons.slice(0, 1), students: [student] };

  const [test] = JSON.parse(gradescopeResults(student, results)).tests;
  const [{ passed, "max-score": max }] = JSON.parse(classroom50Result(student, results)).tests;
  const exercism = JSON.parse(exercismResults(result, results));
  const of = exercism.tests?.find(({ name }: { name: string }) => name.startsWith(lesson.checks[0].name));
  const [, tap, skip = ""] = /^((?:not )?ok) 1 .*?( # SKIP|$)/m.exec(gradesTap(student, results))!;
  const [, kind = "none"] = /\n::(\w+)/.exec(githubAnnotations(student, results)) ?? [];
  return [
    shown,
    test.status ?? "no status, no points",
    `passed: ${passed}${max === 0 ? ", 0 of 0" : ""}`,
    exercism.tests && !of ? "left out" : of?.status ?? exercism.status,
    tap + skip,
    kind,
    test.name.replace(lesson.checks[0].name, "…"),
  ];
}

Deno.test("docs/graders.md says what the formats of platforms contain for each status", async () => {
  const guide = await readText(join(root, "docs/graders.md"));
  const table = guide.split("\n").filter((line) => line.startsWith("| ")).map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim().replaceAll("`", ""))
  );
  const statuses = Object.keys(STATUSES) as ShownStatus[];
  const begin = table.findIndex((cells) => cells[0] === "status" && cells.includes("Exercism"));
  assertEquals(table.slice(begin + 2, begin + 2 + statuses.length), statuses.map(row));
});
