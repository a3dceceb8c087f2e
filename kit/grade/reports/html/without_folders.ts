/**
 * @module
 */
import type { StudentResult } from "../class_results.ts";

/** The address of a file, up to its last part: a lesson can print where it was judged. */
const FOLDER_IN_ADDRESS = /\bfile:\/\/\/?(?:[^\s\/"'<>()]*\/)*/gi;

/** The result without paths of the grader's machine. What a lesson or a message says about a folder becomes "…/". */
export function withoutFolders(student: StudentResult, folders: readonly string[]): StudentResult {
  const longestFirst = folders.filter((folder) => folder.length > 1).sort((a, b) => b.length - a.length);
  const clean = (text: string) => {
    const shown = text.replace(FOLDER_IN_ADDRESS, "…/");
    return longestFirst.reduce((text, folder) => text.replaceAll(folder, "…"), shown);
  };
  return JSON.parse(JSON.stringify(student), (_, value) => typeof value === "string" ? clean(value) : value);
}
