/**
 * `deno task lesson`: shows the next lesson's brief, the state of its checks, and its goal picture.
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { lessonCommand } from "../../base/lesson_number.ts";
import { goalPicture } from "../../teach/stubs/goal_picture.ts";
import { arePackagesHere } from "../../judge/packages/missing.ts";
import { inlineImage } from "../../learn/plot/parts/inline_image.ts";
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
import type { LessonEntry } from "../../base/syllabus.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { withLiveLine } from "./with_live_line.ts";
import { knownDevices } from "./devices.ts";
import { showList } from "./list.ts";
import { onDevice } from "./on_device.ts";
import { type LessonRequest, printJson } from "./request.ts";
import { isSolvedBy, orSayWhy, resultJson, saveProgress } from "./result.ts";

/**
 * Prints the next unsolved lesson, or the list if all are solved.
 * @returns The exit code: 0 even for an untouched lesson.
 * @throws {UsageError} If the progress cannot be read.
 */
export async function whereAmI(request: LessonRequest): Promise<number> {
  const { style, json } = request;
  const next = await nextUnsolvedResult(request);
  if (!next) return await showList(request);
  const { result, usesGpu } = next;
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
  if (existsSync(goal)) await showGoal(goal, style);
  else console.log();
  if (usesGpu) {
    console.log(`\n  ${style.bold("Your devices")}, as deno task devices measures them`);
    for (const line of devicesTable(await knownDevices(), style)) console.log(line);
    console.log();
  }
  if (Deno.stdout.isTerminal() && !arePackagesHere()) { // a program does not need this message
    downloadPackagesMeanwhile();
    console.log(wrap("While you read, TensorFlow.js and Vega are fetched; this happens only once.", 2, style.width));
  }
  const file = shortPath(join(root, "lessons", `${lesson}.ts`));
  console.log(wrap(`Edit ${file}. For a verdict at every save:`, 2, style.width));
  console.log(`  ${lessonCommand(lesson)} --watch`);
  return 0;
}

/** The path of the goal picture, and the picture itself in a terminal that can show it. */
async function showGoal(goal: string, style: Style): Promise<void> {
  console.log(wrap(`\n${style.bold("The goal, as a picture")}: ${shortPath(goal)}`, 2, style.width));
  if (!Deno.stdout.isTerminal()) return;
  const image = await inlineImage(await Deno.readTextFile(goal), Deno.env.toObject()).catch(() => undefined);
  if (image) console.log(image);
}

/**
 * The state of the next lesson's checks. If that lesson is solved but its points are not in the progress, they are
 * stored now.
 */
async function nextUnsolvedResult(request: LessonRequest): Promise<{ result: Result; usesGpu?: boolean } | undefined> {
  const progress = await readProgress();
  const solved = new Set<LessonEntry>();
  for (let lesson = nextUnsolved(progress); lesson && !solved.has(lesson); lesson = nextUnsolved(progress, lesson.id)) {
    const options = { ...await onDevice(lesson, request), target: "lessons", picture: false };
    const records = runJob(jobFor(lesson, options), options);
    const result = await collect(withLiveLine(records, lesson.id, request));
    if (!isSolvedBy(result.checks)) return { result, usesGpu: lesson.usesGpu };
    solved.add(lesson);
    await orSayWhy(() => saveProgress(result.start.lesson, result.checks, result.score));
  }
}
