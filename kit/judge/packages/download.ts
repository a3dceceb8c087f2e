/**
 * Downloads the packages that lessons use into Deno's cache, because a lesson's own process must not download anything.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";

/** Thrown when the packages cannot be downloaded. */
export class InstallationError extends Error {}

let download: Promise<void> | undefined;

/**
 * Fetches the packages in deno.lock if they are missing, and reports that on standard error.
 * @throws {InstallationError} If they cannot be fetched, with one sentence that says why.
 */
export function downloadPackages(): Promise<void> {
  return download ??= fetchAndWait();
}

/**
 * Fetches the packages in a process that outlives this one, while the learner reads. A later call to {@linkcode
 * downloadPackages} waits for that process, and reports what went wrong.
 */
export function downloadPackagesMeanwhile(): void {
  fetchProgram({ stdout: "null", stderr: "null", detached: true }).spawn().unref();
}

async function fetchAndWait(): Promise<void> {
  const { success, stdout } = await fetchProgram({ stderr: "inherit" }).output();
  if (!success) throw new InstallationError(new TextDecoder().decode(stdout).trim());
}

function fetchProgram(options: Deno.CommandOptions): Deno.Command {
  const program = join(root, "kit", "judge", "packages", "fetch_program.ts");
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "--no-check", `--config=${join(root, "deno.light.json")}`, "--frozen", program],
    ...{ cwd: root, stdin: "null" },
    ...options,
  });
}
