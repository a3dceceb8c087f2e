/**
 * @module
 */
import { dirname, join, resolve } from "node:path";
import { cacheFolder } from "./cache_folder.ts";

/**
 * The folder in which Deno keeps packages and compiled code: `$DENO_DIR`, or `deno` in the system's cache folder.
 * @param environment The environment's variables, by name.
 * @returns null if the environment names no home folder.
 */
export function denoFolder(
  environment: (name: string) => string | undefined,
  system: typeof Deno.build.os = Deno.build.os,
): string | null {
  const named = environment("DENO_DIR");
  if (named) return resolve(named);
  const ours = cacheFolder(environment, system);
  return ours && join(dirname(ours), "deno");
}
