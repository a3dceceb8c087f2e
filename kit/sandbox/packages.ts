/**
 * Brings the packages that lessons use into Deno's cache: the lesson's own process may download nothing.
 * @module
 */
import { fileURLToPath } from "node:url";

/** Thrown when the packages cannot be had. */
export class InstallationError extends Error {}

/** Together they import every package. */
const MODULES = [
  "kit/sandbox/host.ts",
  "kit/terminal/brief.ts",
  "kit/plot/png_program.ts",
];

let download: Promise<void> | undefined;

/**
 * Downloads, once, what deno.lock names, and says so on standard error.
 * @throws {InstallationError} If that fails.
 */
export function downloadPackages(): Promise<void> {
  return download ??= run();
}

async function run(): Promise<void> {
  console.error("Downloading TensorFlow.js, Vega and a few small packages, this once …");
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--frozen", ...MODULES],
    cwd: root,
    stdin: "null",
  }).output();
  if (success) return;
  const reason = new TextDecoder().decode(stderr).trim().split("\n")[0];
  throw new InstallationError(`The packages could not be downloaded (${reason}): check the network and try again.`);
}
