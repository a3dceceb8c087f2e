/**
 * Where the course is.
 * @module
 */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const folder = new URL("../../", import.meta.url);

/**
 * The course's own folder, whatever the working directory is; null in a program that loads the library over the
 * network, because then there is no course.
 */
export const courseFolder: string | null = folder.protocol === "file:" ? fileURLToPath(folder) : null;

/** The same folder as {@linkcode courseFolder}, for code that is only part of the course, not of the library. */
export const root: string = courseFolder!;

/** `path` as a person would type it: relative to the working directory if that is shorter. */
export function shortPath(path: string): string {
  const short = relative(Deno.cwd(), path).replaceAll("\\", "/");
  return short.length < path.length ? short : path;
}
