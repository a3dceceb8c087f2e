/**
 * `deno task lesson`: the next lesson's brief, the state of its checks, and its goal picture.
 * @module
 */
import { join } from "node:path";
import { lessonCommand } from "../../base/lesson_number.ts";
import { goalPicture } from "../../teach/stubs/goal_picture.ts";
import { arePackagesHere } from "../../judge/packages/missing.ts";
import { inlineImage } from "../../learn/plot/parts/inline_image.ts";
import { findLesson } from "../../judge/run/find_lesson.ts";
import { nextUnsolved, readProgress } from "../progress/progress.ts";
import { root, shortPath } from "../../base/root.ts";
import { collect, type Result } from "../../judge/run/collect.ts";
import { jobFor } from "../../judge/run/job.ts";
import { runJob } from "../../judge/run/run.ts";
import { downloadPackagesMeanwhile } from "../../judge/packages/download.ts";
import { renderBrief } from "../terminal/brief.ts";
import { briefOf } from "../../teach/stubs/brief_of.ts";
import { devicesTable } from "../terminal/devices_table.ts";
import { checkLine } from "../terminal/verdict_screen.ts";
import { wrap } from "../terminal/wrap.ts";
import { withLiveLine } from "./with_live_line.ts";
import { knownDevices } from "./devices.ts";
import { showList } from "./list.ts";
import { onDevice } from "./on_device.ts";
import { type LessonRequest, printJson } from "./request.ts";
import { isSolvedBy, orSayWhy, resultJson, saveProgress } from "./result.ts";

/**
 * Prints the next unsolved lesson; after the last one, the list.
 * @returns The exit code: an untouched lesson is not a failure.
 * @throws {UsageError} If the progress cannot be read.
 */
export async function whereAmI(request: LessonRequest): Promise<number> {
  const { style, json } = request;
  const result = await nextUnsolvedResult(request);
  if (!result) return await showList(request);
  const { lesson } = result.start;
  const goal = goalPicture(lesson);
  if (json) {
    printJson({ ...resultJson(result, []), goal });
    return 0;
  }
  const brief = briefOf(await Deno.readTextFile(join(root, "solutions", `${lesson}.ts`)));
  console.log(await renderBrief(brief, { color: style.color, width: style.width }));
  console.log(`\n  ${style.bold("The checks")}`);
  for (const check of result.checks) console.log(checkLine(check, style));
  console.log(wrap(`\n${style.bold("The goal, as a picture")}: ${shortPath(goal)}`, 2, style.width));
  if (Deno.stdout.isTerminal()) {
    const image = await inlineImage(await Deno.readTextFile(goal), Deno.env.toObject()).catch(() => undefined);
    if (image) console.log(image);
  }
  if (findLesson(lesson).usesGpu) {
    console.log(`\n  ${style.bold("Your devices")}, as deno task devices measures them`);
    for (const line of devicesTable(await knownDevices(), style)) console.log(line);
    console.log();
  }
  if (Deno.stdout.isTerminal() && !arePackagesHere()) { // a program does not need time to read
    downloadPackagesMeanwhile();
    console.log(wrap("While you read, TensorFlow.js and Vega are fetched, this once.", 2, style.width));
  }
  const file = shortPath(join(root, "lessons", `${lesson}.ts`));
  console.log(wrap(`You write in ${file}. A verdict at every save:`, 2, style.width));
  console.log(`  ${lessonCommand(lesson)} --watch`);
  return 0;
}

/** The state of the next lesson's checks. If it turns out to be solved, unknown to the progress, this is stored. */
async function nextUnsolvedResult(request: LessonRequest): Promise<Result | undefined> {
  const progress = await readProgress();
  const solved = new Set<string>();
  for (let next = nextUnsolved(progress); next && !solved.has(next); next = nextUnsolved(progress, next)) {
    const lesson = findLesson(next);
    const options = { ...await onDevice(lesson, request), target: "lessons", picture: false };
    const records = runJob(jobFor(lesson, options), options);
    const result = await collect(withLiveLine(records, next, request));
    if (!isSolvedBy(result.checks)) return result;
    solved.add(next);
    await orSayWhy(() => saveProgress(result.start.lesson, result.checks, result.score));
  }
}
