/**
 * Pictures as pixel images.
 * @module
 */
import { join } from "node:path";
import { runBounded } from "../../../base/bounded.ts";
import { courseFolder, root } from "../../../base/root.ts";
import { svgProblem } from "./harmless_svg.ts";

/** The width of the image, in pixels: enough for high-resolution screens. */
const WIDTH = 1280;

/** The largest allowed ratio of height to width: an image must fit on a screen. */
const STEEPEST = 3;

/**
 * The limits of the process. Our pictures take 0.2 s and a third of the memory, mostly Deno's own; the largest image
 * has 20 MB.
 */
const BOUNDS = { seconds: 5, memoryMiB: 1200, outputBytes: 2 ** 25 };

/** The permissions that the library's loader needs: for its own files, and for the name of the system. */
const PERMISSIONS = ["--allow-ffi", "--allow-read", "--allow-sys"];

/** The first bytes of every PNG. */
const SIGNATURE = "89504e470d0a1a0a";

/** Whether this process may start the program that draws, which is a part of the course. This never causes a prompt. */
export function canDrawPng(): boolean {
  return courseFolder !== null &&
    Deno.permissions.querySync({ name: "run", command: Deno.execPath() }).state === "granted";
}

/**
 * Draws an SVG as a PNG image on a light page, 1280 pixels wide, in its own process.
 * @param svg An SVG, which may come from a stranger.
 * @throws {RangeError} If it is not only a picture (see {@linkcode svgProblem}), is too tall, or needs too much time or
 * memory to draw.
 */
export async function toPng(svg: string): Promise<Uint8Array> {
  const problem = svgProblem(svg);
  if (problem) throw new RangeError(problem);
  const [width, height] = ["width", "height"].map((side) => Number(svg.match(new RegExp(` ${side}="([^"]*)"`))![1]));
  if (height > width * STEEPEST) {
    throw new RangeError(`The picture is ${width} × ${height}: it may be at most ${STEEPEST} times taller than wide.`);
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
