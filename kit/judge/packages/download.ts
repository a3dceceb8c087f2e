/**
 * Brings the packages that lessons use into Deno's cache: the lesson's own process may download nothing.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";

/** Thrown when the packages cannot be downloaded. */
export class InstallationError extends Error {}

let download: Promise<void> | undefined;

/**
 * Fetches the packages in deno.lock, once, and says so on standard error.
 * @throws {InstallationError} If that fails, in one sentence.
 */
export function downloadPackages(): Promise<void> {
  return download ??= fetchAndWait();
}

/**
 * Fetches them in a process that outlives this one, while the learner reads. A caller that needs a package earlier
 * waits for that process, and is then told what went wrong.
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
