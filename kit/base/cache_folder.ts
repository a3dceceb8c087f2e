/**
 * @module
 */
import { join } from "node:path";

/**
 * The folder for the course's downloads: `downhill` in the system's cache folder, which is `$XDG_CACHE_HOME` or
 * `~/.cache` on Linux, `~/Library/Caches` on macOS, and `%LOCALAPPDATA%` on Windows.
 * @param environment The environment's variables, by name.
 * @returns Its path, or null if the environment names no home folder.
 */
export function cacheFolder(
  environment: (name: string) => string | undefined,
  system: typeof Deno.build.os = Deno.build.os,
): string | null {
  const home = environment("HOME");
  if (system === "windows") return under(environment("LOCALAPPDATA"));
  if (system === "darwin") return under(home && join(home, "Library", "Caches"));
  return under(environment("XDG_CACHE_HOME") || home && join(home, ".cache"));
}

function under(folder: string | undefined): string | null {
  return folder ? join(folder, "downhill") : null;
}
