/**
 * What a lesson does with its picture when it is run by itself.
 * @module
 */
import "../device/quiet.ts";
import { join } from "node:path";
import { printableLine } from "../printable.ts";
import { readableVariable } from "../readable_variable.ts";
import { svgProblem } from "./harmless_svg.ts";
import { type Environment, inlineImage } from "./inline_image.ts";
import type { Picture } from "./picture.ts";
import { renderSvg } from "./render.ts";
import { summaryLine } from "./summary_line.ts";
import { writeAtomically } from "../write.ts";

/** What we may want to know about the terminal and the learner's wishes. */
const VARIABLES = ["DOWNHILL_PLOTS", "TERM", "TERM_PROGRAM", "KITTY_WINDOW_ID", "TMUX", "STY"];

/**
 * Draws `picture` into `plots/NAME.svg`, where NAME is that of the program, for example `plots/04_gradient_descent.svg`,
 * and prints it as a line of text with the path; Kitty, Ghostty, WezTerm and iTerm2 show the picture too. The environment
 * variable `DOWNHILL_PLOTS` names another folder than `plots`.
 * @example At the end of a lesson
 * ```ts ignore
 * if (import.meta.main) await show(lossCurve([8, 4, 2, 1]));
 * ```
 *
 * If the file cannot be written, one sentence on standard error says why, and the program will end with exit code 1.
 * @throws {Error} If the picture cannot be drawn; see {@linkcode renderSvg} and {@linkcode svgProblem}.
 */
export async function show(picture: Picture): Promise<void> {
  await showAs(programName(), picture);
}

/** Does what {@linkcode show} does with a file of this name, which has no ending yet. */
export async function showAs(name: string, picture: Picture): Promise<void> {
  const svg = await renderSvg(picture);
  const problem = svgProblem(svg); // the file will be opened by a browser
  if (problem) throw new Error(problem);
  const env = environment();
  const path = plotPath(`${name}.svg`);
  const line = printableLine(summaryLine(picture) ?? picture.title);
  try {
    await writeAtomically(path, svg);
    console.log(`${line}  ${path}`);
  } catch (error) {
    console.log(line);
    console.error(`${(error as Error).message} DOWNHILL_PLOTS names another folder.`);
    Deno.exitCode = 1;
  }
  if (Deno.stdout.isTerminal()) await showInTerminal(svg, env);
}

/** Where a file of this name is written when a lesson is run by itself. */
export function plotPath(name: string): string {
  return join(environment().DOWNHILL_PLOTS || "plots", name);
}

function environment(): Environment {
  return Object.fromEntries(VARIABLES.map((name) => [name, readableVariable(name)]));
}

/** `04_gradient_descent` for `lessons/04_gradient_descent.ts`; what is typed into a prompt has no name of its own. */
export function programName(): string {
  const file = decodeURIComponent(new URL(Deno.mainModule).pathname).split("/").at(-1)!;
  const name = file.replace(/\.[a-z]+$/i, "");
  return /^[\w-]+$/.test(name) ? name : "picture";
}

async function showInTerminal(svg: string, env: Environment): Promise<void> {
  // The file is what counts: where the image cannot be made, for want of a permission or of a library for this
  // machine, nothing is lost that is worth an error.
  const image = await inlineImage(svg, env).catch(() => undefined);
  if (image === undefined) return;
  const bytes = new TextEncoder().encode(image);
  for (let written = 0; written < bytes.length;) written += await Deno.stdout.write(bytes.subarray(written));
}
