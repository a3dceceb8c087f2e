/**
 * `deno task lesson --all`: every lesson, in a table.
 * @module
 */
import { run } from "../run/run.ts";
import { syllabus } from "../syllabus.ts";
import { checkLine } from "../terminal/verdict_screen.ts";
import { COLUMNS } from "../terminal/wrap.ts";
import { type LessonRequest, printJson } from "./request.ts";
import { collect, isSolvedBy, orSay, type Result, resultJson, savePicture, saveProgress } from "./result.ts";

/**
 * Judges all lessons and prints a line for each, and for each check that does not pass.
 * @returns The exit code: 0 if every check of every lesson passed.
 */
export async function showAll(request: LessonRequest): Promise<number> {
  const results: Result[] = [];
  for await (const result of judgeAll(request)) {
    results.push(result);
    if (request.json) continue;
    const { start, score, checks } = result;
    const left = `  ${isSolvedBy(checks) ? "✓" : "✗"} ${start.lesson.slice(0, 2)} · ${start.title}`;
    const right = `${score.points}/${score.maxPoints}${`${score.seconds.toFixed(2)} s`.padStart(10)}`;
    console.log(left + right.padStart(COLUMNS - left.length));
    for (const check of checks) if (check.status !== "pass") console.log(checkLine(check, request.style));
  }
  const sum = (number: (result: Result) => number) => results.reduce((total, result) => total + number(result), 0);
  const points = `${sum(({ score }) => score.points)} of ${sum(({ score }) => score.maxPoints)} points`;
  if (request.json) printJson({ lessons: results.map((result) => resultJson(result, [])) });
  else console.log(`  ${points} in ${sum(({ score }) => score.seconds).toFixed(1)} s.`);
  return results.every(({ checks }) => isSolvedBy(checks)) ? 0 : 1;
}

async function* judgeAll(request: LessonRequest): AsyncGenerator<Result> {
  for (const { id } of syllabus) {
    const result = await collect(run(id, request));
    await orSay(() => savePicture(result.picture, id, request.plots));
    if (request.target === "lessons") await orSay(() => saveProgress(id, result.score));
    yield result;
  }
}
