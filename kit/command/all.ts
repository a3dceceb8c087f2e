/**
 * `deno task lesson --all`: every lesson, in a table.
 * @module
 */
import { run } from "../run/run.ts";
import { syllabus } from "../syllabus.ts";
import type { Style } from "../terminal/style.ts";
import { checkLine, skippedText } from "../terminal/verdict_screen.ts";
import { COLUMNS } from "../terminal/wrap.ts";
import { attended } from "./attended.ts";
import { type LessonRequest, printJson } from "./request.ts";
import { collect, isSolvedBy, orSay, type Result, resultJson, savePicture, saveProgress } from "./result.ts";

/** A run, and where its picture is. */
type Judged = Result & { plots: string[] };

/**
 * Judges all lessons and prints a line for each, and for each check that does not pass; of a lesson that has not been
 * begun, there is nothing more to say.
 * @returns The exit code: 0 if every check of every lesson passed.
 */
export async function showAll(request: LessonRequest): Promise<number> {
  const results: Judged[] = [];
  for await (const result of judgeAll(request)) {
    results.push(result);
    if (!request.json) { for (const line of linesOf(result, request.style)) console.log(line); }
  }
  const sum = (number: (result: Result) => number) => results.reduce((total, result) => total + number(result), 0);
  const points = `${sum(({ score }) => score.points)} of ${sum(({ score }) => score.maxPoints)} points`;
  if (request.json) printJson({ lessons: results.map((result) => resultJson(result, result.plots)) });
  else {
    const skipped = skippedText(sum(({ score }) => score.skipped));
    console.log(`  ${points} in ${sum(({ score }) => score.seconds).toFixed(1)} s${skipped}.`);
  }
  return results.every(({ checks }) => isSolvedBy(checks)) ? 0 : 1;
}

async function* judgeAll(request: LessonRequest): AsyncGenerator<Judged> {
  for (const { id } of syllabus) {
    const result = await collect(attended(run(id, request), id, request));
    const path = await orSay(() => savePicture(result.picture, id, request.plots));
    if (request.target === "lessons") await orSay(() => saveProgress(id, result.checks, result.score));
    yield { ...result, plots: path ? [path] : [] };
  }
}

function linesOf({ start, score, checks }: Result, style: Style): string[] {
  const isBegun = checks.some(({ status }) => status !== "todo");
  const [symbol, paint] = isSolvedBy(checks) ? ["✓", style.green] : isBegun ? ["✗", style.red] : ["□", style.yellow];
  const left = `  ${symbol} ${start.lesson.slice(0, 2)} · ${start.title}`;
  const right = `${score.points}/${score.maxPoints}${`${score.seconds.toFixed(2)} s`.padStart(10)}`;
  const line = left + right.padStart(COLUMNS - left.length);
  const open = checks.filter(({ status }) => status !== "pass");
  return [line.replace(symbol, paint), ...(isBegun ? open.map((check) => checkLine(check, style)) : [])];
}
