/**
 * Pictures as images of dots.
 * @module
 */
import { join } from "node:path";
import { runBounded } from "../../../base/bounded.ts";
import { courseFolder, root } from "../../../base/root.ts";
import { svgProblem } from "./harmless_svg.ts";

/** The width of the image, in pixels: enough for screens with two dots a pixel. */
const WIDTH = 1280;

/** How many times higher than wide an image may be: it has to fit on a screen. */
const STEEPEST = 3;

/** Ours take 0.2 s and a third of the memory, most of which is Deno's own; an image of the largest size has 20 MB. */
const BOUNDS = { seconds: 5, memoryMiB: 1200, outputBytes: 2 ** 25 };

/** What the library's loader asks for: its own files, and which system this is. */
const PERMISSIONS = ["--allow-ffi", "--allow-read", "--allow-sys"];

/** What every PNG begins with. */
const SIGNATURE = "89504e470d0a1a0a";

/** Whether this process may start the one that draws, which comes with the course; never asks for it. */
export function canDrawPng(): boolean {
  return courseFolder !== null &&
    Deno.permissions.querySync({ name: "run", command: Deno.execPath() }).state === "granted";
}

/**
 * Draws an SVG text as a PNG image on a light page, 1280 pixels wide, in a process of its own.
 * @param svg May come from anyone.
 * @throws {RangeError} If it is not a picture and nothing else, see {@linkcode svgProblem}; if it is too high; if
 *   drawing it takes too much.
 */
export async function toPng(svg: string): Promise<Uint8Array> {
  const problem = svgProblem(svg);
  if (problem) throw new RangeError(problem);
  const [width, height] = ["width", "height"].map((side) => Number(svg.match(new RegExp(` ${side}="([^"]*)"`))![1]));
  if (height > width * STEEPEST) {
    throw new RangeError(`The picture is ${width} × ${height}: it may be at most ${STEEPEST} times higher than wide.`);
  }
  const program = join(root, "kit/learn/plot/parts/png_program.ts");
  const bounded = ["--quiet", "--no-prompt", "--no-remote", "--cached-only", "--no-check", "--frozen"];
  const args = [
    "run",
    ...bounded,
    `--config=${join(root, "deno.json")}`,
    `--lock=${join(root, "deno.lock")}`,
    ...PERMISSIONS,
    program,
    String(WIDTH),
  ];
  const { end, code, stdout, stderr } = await runBounded(args, BOUNDS, { input: new TextEncoder().encode(svg) });
  if (end === "exit" && code === 0 && stdout.subarray(0, 8).toHex() === SIGNATURE) return stdout;
  const reason = new TextDecoder().decode(stderr).trim().split("\n")[0];
  const what = end === "time" ? `took longer than ${BOUNDS.seconds} s` : `failed (${reason || `exit code ${code}`})`;
  throw new RangeError(`Drawing the picture as an image ${what}: open its file instead.`);
}
