/**
 * Finds the module that must be judged.
 * @module
 */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The URL of `lesson` in `target`. "lessons" and "solutions" are the course's own folders, whatever the working
 * directory is; every other target is a folder or a single .ts file, relative to the working directory.
 * @param course The URL of the course's folder; by default, the folder of this course.
 */
export function targetUrl(target: string, lesson: string, course = new URL("../../../", import.meta.url)): URL {
  if (target === "lessons" || target === "solutions") return new URL(`${target}/${lesson}.ts`, course);
  const path = resolve(target);
  return pathToFileURL(path.endsWith(".ts") ? path : resolve(path, `${lesson}.ts`));
}
