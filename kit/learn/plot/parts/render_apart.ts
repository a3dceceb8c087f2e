/**
 * Draws in a separate process for the learner's command. The command starts without Vega, so its first screen appears
 * sooner.
 * @module
 */
import { join } from "node:path";
import { runBounded } from "../../../base/bounded.ts";
import { root } from "../../../base/root.ts";
import type { Picture } from "./picture.ts";

/** The limits of the process. Our pictures take less than a second. */
const BOUNDS = { seconds: 10, memoryMiB: 1200, outputBytes: 2 ** 23 };

/**
 * Draws `picture` as {@linkcode renderSvg} does, in its own process without permissions.
 * @throws {Error} If it cannot be drawn.
 */
export async function renderApart(picture: Picture): Promise<string> {
  const bounded = ["--quiet", "--no-prompt", "--no-remote", "--cached-only", "--no-check", "--frozen"];
  const config = [`--config=${join(root, "deno.json")}`, `--lock=${join(root, "deno.lock")}`];
  const input = new TextEncoder().encode(JSON.stringify(picture));
  const args = ["run", ...bounded, ...config, join(root, "kit/learn/plot/parts/render_program.ts")];
  const { end, code, stdout, stderr } = await runBounded(args, BOUNDS, { input });
  if (end === "exit" && code === 0) return new TextDecoder().decode(stdout);
  const reason = new TextDecoder().decode(stderr).trim().split("\n")[0];
  throw new Error(`The picture could not be drawn (${reason || end}).`);
}
