/**
 * @module
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The course's own folder, whatever the working directory is. */
export const root: string = fileURLToPath(new URL("../", import.meta.url));

/** `path` as one would type it here: relative to the working directory where that is shorter. */
export function shortPath(path: string): string {
  const short = relative(Deno.cwd(), path).replaceAll("\\", "/");
  return short.length < path.length ? short : path;
}
