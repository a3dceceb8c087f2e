/**
 * Runs a test's program in a process that has a browser. The tests themselves run without Playwright.
 * @module
 */
import { join } from "node:path";
import { OPTIONS, PACKAGES } from "./packages.ts";

/** Where Debian has its browser. */
export const CHROMIUM = "/usr/bin/chromium";

/** How long a program may take, in milliseconds; ours take less than 20 s. */
const TIMEOUT_MS = 120_000;

/**
 * Runs a program in its own process.
 * @param program The address of a module. Its default export gets the browser ({@linkcode Tools}) and `args`, and
 *   returns what it found, as plain data. So the test judges, and the program only looks.
 * @throws {Error} If the program fails, with what it wrote.
 */
export async function inBrowser<T>(program: string, args: unknown): Promise<T> {
  const { success, stdout, stderr } = await deno([
    ...["run", "-A", ...OPTIONS, join(import.meta.dirname!, "host.ts")],
    ...[CHROMIUM, program, JSON.stringify(args)],
  ]);
  if (!success) throw new Error(`The program in the browser failed: ${stderr.trim()}`);
  return JSON.parse(stdout);
}

/** Why no test can use a browser here, in a few words; "" if they can. Downloads the packages if necessary. */
export async function whyNoBrowser(): Promise<string> {
  if (!await Deno.stat(CHROMIUM).then(({ isFile }) => isFile, () => false)) return `there is no ${CHROMIUM}`;
  const { success, stderr } = await deno(["cache", ...OPTIONS, ...Object.values(PACKAGES)]);
  return success ? "" : `Playwright could not be downloaded: ${stderr.trim().split("\n").at(-1)}`;
}

async function deno(args: readonly string[]): Promise<{ success: boolean; stdout: string; stderr: string }> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: { NO_COLOR: "1" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { success, stdout, stderr } = await command.output();
  const [out, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { success, stdout: out, stderr: errors };
}
