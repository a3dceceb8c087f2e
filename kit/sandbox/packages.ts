/**
 * Brings the packages that lessons use into Deno's cache: the lesson's own process may download nothing.
 * @module
 */
import { join } from "node:path";
import { root } from "../root.ts";

/** Thrown when the packages cannot be had. */
export class InstallationError extends Error {}

let download: Promise<void> | undefined;

/**
 * Fetches, once, what deno.lock names, and says so on standard error.
 * @throws {InstallationError} If that fails, in one sentence.
 */
export function downloadPackages(): Promise<void> {
  return download ??= run();
}

async function run(): Promise<void> {
  const program = join(root, "kit", "packages", "fetch_program.ts");
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "--no-check", `--config=${join(root, "deno.light.json")}`, "--frozen", program],
    ...{ cwd: root, stdin: "null", stderr: "inherit" },
  }).output();
  if (!success) throw new InstallationError(new TextDecoder().decode(stdout).trim());
}
