/**
 * @module
 */
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { root, shortPath } from "../base/root.ts";

/**
 * Removes from `text` the folder of the lesson at `url` and that of the course: a student's report says nothing about
 * the grader's machine, and is the same on every machine.
 */
export function withoutPaths(text: string, url: URL): string {
  const folder = dirname(fileURLToPath(url));
  const course = root.replace(/[\\/]$/, "");
  const folders = [folder, course].flatMap((path) => [pathToFileURL(path).href, path, shortPath(path)]);
  const longestFirst = folders.filter((path) => path.length > 1).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, path) => rest.replaceAll(`${path}/`, ""), text);
}
