/**
 * Removes the grader's folders from what a lesson or a message says. This happens once, before anything is stored, so
 * that no report has to do it again: a student learns nothing about the grader's machine, and the reports are the same
 * on every machine.
 * @module
 */
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readableVariable } from "../base/readable_variable.ts";
import { root, shortPath } from "../base/root.ts";

/** The address of a file, up to its last part. */
const FOLDER_IN_ADDRESS = /file:\/\/(?:[^\s\/"'<>()]*\/)+/gi;

/**
 * Returns `text` without the folder of the lesson at `url` and without that of the course: "04_walk.ts:3", "kit/a.ts".
 * These folders themselves, those above them, Deno's folder and the grader's own one become "…": a lesson can print
 * them, or name a file there. Of addresses of other files, only the last part stays.
 */
export function withoutPaths(text: string, url: URL): string {
  if (text === "") return "";
  const [lesson, course] = [dirname(fileURLToPath(url)), root.replace(/[\\/]$/, "")];
  const home = readableVariable("HOME") ?? "";
  const others = [lesson, course, dirname(Deno.execPath()), home].flatMap(withParents);
  const folders = [...new Set([lesson, course, ...others])].filter((folder) => folder.length > 1);
  const names = folders.flatMap((folder) => namesOf(folder).map((name) => ({ folder, name })));
  return names.concat({ folder: lesson, name: shortPath(lesson) })
    .filter(({ name }) => name.length > 1)
    .sort((a, b) => b.name.length - a.name.length) // the class's folder can be in the course's
    .reduce((rest, { folder, name }) => {
      const hasKnownFiles = folder === lesson || folder === course;
      const files = hasKnownFiles ? rest.replaceAll(`${name}/`, "").replaceAll(`${name}\\`, "") : rest;
      return files.replaceAll(name, "…");
    }, text)
    .replace(FOLDER_IN_ADDRESS, "…/");
}

/** The folder and those above it, but no folder at the top: "/home" says nothing about the grader. */
function withParents(folder: string): string[] {
  const parent = dirname(folder);
  return parent === dirname(parent) ? [] : [folder, ...withParents(parent)];
}

/** The ways in which programs write the path of a folder: as it was given, without links, and in an address. */
function namesOf(folder: string): string[] {
  const { href, pathname } = pathToFileURL(folder);
  return [href, folder, realPath(folder), folder.replaceAll("\\", "/"), pathname];
}

function realPath(folder: string): string {
  try {
    return Deno.realPathSync(folder);
  } catch {
    return folder; // it cannot be read, or is no longer there
  }
}
