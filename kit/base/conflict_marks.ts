/**
 * @module
 */
import { linesOf } from "./lines_of.ts";

/**
 * The marks that Git and an update write around two versions of the same lines. `=======` is not one of them here,
 * because it may also underline a heading.
 */
const MARK = /^(?:<{7}|\|{7}|>{7})(?: |$)/;

/**
 * The message for a text with marks of a merge conflict; null if it has none. If the marks are in comments, Deno would
 * run the lesson with both versions in it, and its results would be hard to explain.
 */
export function conflictSentence(text: string): string | null {
  const index = linesOf(text).findIndex((line) => MARK.test(line));
  if (index < 0) return null;
  return `The lesson contains marks of a merge conflict, the first in line ${index + 1}: keep what you need from ` +
    "both versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.";
}
