/**
 * `deno task lesson`: the next lesson's brief, where its checks stand, and what it should look like.
 * @module
 */
import { join } from "node:path";
import { inlineImage } from "../plot/inline_image.ts";
import { nextUnsolved, readProgress } from "../progress/progress.ts";
import { root, shortPath } from "../root.ts";
import { run, type RunOptions } from "../run/run.ts";
import { syllabus } from "../syllabus.ts";
import { briefOf, renderBrief } from "../terminal/brief.ts";
import { checkLine } from "../terminal/verdict_screen.ts";
import { type LessonRequest, printJson } from "./request.ts";
import { collect, resultJson } from "./result.ts";

/** The picture that the solution of `lesson` draws; kept up to date by `deno task verify`. */
export function goalPicture(lesson: string): string {
  return join(root, "docs", "pictures", `${lesson}.svg`);
}

/**
 * Prints the next unsolved lesson; after the last, the first once more.
 * @returns The exit code: not having begun is no failure.
 * @throws {UsageError} If the progress cannot be read.
 */
export async function whereAmI(request: LessonRequest): Promise<number> {
  const { style, json } = request;
  const { lesson, result } = await standing(request);
  if (json) {
    printJson({ ...resultJson(result, []), goal: goalPicture(lesson) });
    return 0;
  }
  const brief = briefOf(await Deno.readTextFile(join(root, "solutions", `${lesson}.ts`)));
  console.log(await renderBrief(brief, { color: style.color }));
  console.log(`\n  ${style.bold("The checks")}`);
  for (const check of result.checks) console.log(checkLine(check, style));
  const goal = goalPicture(lesson);
  console.log(`\n  ${style.bold("The goal, as a picture")}: ${shortPath(goal)}`);
  if (Deno.stdout.isTerminal()) {
    const image = await inlineImage(await Deno.readTextFile(goal), Deno.env.toObject()).catch(() => undefined);
    if (image) console.log(image);
  }
  const number = Number(lesson.slice(0, 2));
  console.log(`  Open ${shortPath(join(root, "lessons", `${lesson}.ts`))} and begin. A verdict at every save:`);
  console.log(`  deno task lesson ${number} --watch`);
  return 0;
}

async function standing(options: RunOptions) {
  const lesson = nextUnsolved(await readProgress()) ?? syllabus[0].id;
  return { lesson, result: await collect(run(lesson, { ...options, target: "lessons", picture: false })) };
}
