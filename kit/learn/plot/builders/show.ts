/**
 * Shows the picture of a lesson that you run on its own.
 * @module
 */
import { VARIABLES } from "../../../base/variables.ts";
import "../../tfjs/quiet.ts";
import { join } from "node:path";
import { printableLine } from "../../../base/printable.ts";
import { readableVariable } from "../../../base/readable_variable.ts";
import { courseFolder, shortPath } from "../../../base/root.ts";
import { isOfTheCourse, runAgain } from "../../../base/run_again.ts";
import { svgProblem } from "../parts/harmless_svg.ts";
import { type Environment, inlineImage } from "../parts/inline_image.ts";
import type { Picture } from "../parts/picture.ts";
import { renderSvg } from "../parts/render.ts";
import { summaryLine } from "../parts/summary_line.ts";
import { UsageError } from "../../../base/usage_error.ts";
import { writeAtomically } from "../../../base/write.ts";

/** Environment variables that describe the terminal and the learner's settings. */
const NEEDED = [VARIABLES.plots, "TERM", "TERM_PROGRAM", "KITTY_WINDOW_ID", "TMUX", "STY"];

/**
 * Draws `picture` into `plots/NAME.svg`, where NAME is the name of the program, for example
 * `plots/04_gradient_descent.svg`, and prints it as a line of text with the path. Kitty, Ghostty, WezTerm and iTerm2
 * also show the picture itself. A lesson draws into the course's own `plots`, wherever you start it; any other program
 * draws into `plots` in the working directory. To use another folder, set the environment variable `DOWNHILL_PLOTS`.
 * @example At the end of a lesson
 * ```ts ignore
 * if (import.meta.main) await show(lossCurve([8, 4, 2, 1]));
 * ```
 *
 * If the file cannot be written, a sentence on standard error says why, and the program ends with exit code 1.
 * @throws {Error} If the picture cannot be drawn; see {@linkcode renderSvg} and {@linkcode svgProblem}.
 */
export async function show(picture: Picture): Promise<void> {
  await showAs(programName(), picture);
}

/** Does the same as {@linkcode show}, with `name` as the file name without its extension. */
export async function showAs(name: string, picture: Picture): Promise<void> {
  const svg = await renderSvg(picture);
  const problem = svgProblem(svg); // a browser will open the file
  if (problem) throw new Error(problem);
  const env = variables();
  const path = plotPath(`${name}.svg`);
  const line = printableLine(summaryLine(picture) ?? picture.title);
  try {
    await writeAtomically(path, svg);
    console.log(`${line}  ${path}`);
  } catch (error) {
    console.log(line);
    console.error(plotProblem(path, error as Error));
    Deno.exitCode = 1;
  }
  if (Deno.stdout.isTerminal()) await printImage(svg, env);
}

/** The path at which a lesson that you run on its own writes a file with this name. */
export function plotPath(name: string): string {
  const named = variables()[VARIABLES.plots];
  if (named) return join(named, name);
  return isOfTheCourse() ? shortPath(join(courseFolder!, "plots", name)) : join("plots", name);
}

/** A sentence that says why a file at {@linkcode plotPath} could not be written, and what to do. */
export function plotProblem(path: string, error: Error): string {
  if (!(error instanceof UsageError)) return error.message;
  if (!(error.cause instanceof Deno.errors.NotCapable)) {
    return `${error.message} ${VARIABLES.plots} names another folder.`;
  }
  const orElse = variables()[VARIABLES.plots] ? `, or leave ${VARIABLES.plots} out` : "";
  return `${path} cannot be written because Deno was not allowed to: type ${runAgain()}${orElse}.`;
}

function variables(): Environment {
  return Object.fromEntries(NEEDED.map((name) => [name, readableVariable(name)]));
}

/**
 * The program's name: `04_gradient_descent` for `lessons/04_gradient_descent.ts`. Code typed at a prompt has no name of
 * its own.
 */
export function programName(): string {
  const file = decodeURIComponent(new URL(Deno.mainModule).pathname).split("/").at(-1)!;
  const name = file.replace(/\.[a-z]+$/i, "");
  return /^[\w-]+$/.test(name) ? name : "picture";
}

async function printImage(svg: string, env: Environment): Promise<void> {
  // Only the file matters, so there is no error if the image cannot be made because a permission, or a library for this
  // machine, is missing.
  const image = await inlineImage(svg, env).catch(() => undefined);
  if (image === undefined) return;
  const bytes = new TextEncoder().encode(image);
  for (let written = 0; written < bytes.length;) written += await Deno.stdout.write(bytes.subarray(written));
}
