/**
 * @module
 */
import { linesOf } from "./lines_of.ts";

/**
 * The marks that Git and an update write around two versions of the same lines. `=======` alone may underline a
 * heading.
 */
const MARK = /^(?:<{7}|\|{7}|>{7})(?: |$)/;

/**
 * The sentence to print about a text with marks of a merge conflict; null if it has none. Deno would run the lines of
 * one side, or of both, and nobody could tell why the lesson behaves as it does.
 */
export function conflictSentence(text: string): string | null {
  const index = linesOf(text).findIndex((line) => MARK.test(line));
  if (index < 0) return null;
  return `The lesson contains marks of a merge conflict, the first in line ${index + 1}: keep what is right on both ` +
    "sides, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.";
}
