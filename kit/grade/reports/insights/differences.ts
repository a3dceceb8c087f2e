/**
 * @module
 */
import { linesOf } from "../../../base/lines_of.ts";
import { commonLines } from "../../../teach/stubs/common_lines.ts";
import { withoutComments } from "../../../teach/stubs/without_comments.ts";
import type { Edit } from "./edit_of.ts";

/** How many lines of each version are compared: the time grows with the square. */
const MOST_LINES = 300;

/** A line of the solution (−), of the answer (+), or of both. */
export interface Difference {
  /** Where the line is. */
  sign: "−" | "+" | " ";
  /** The line. */
  code: string;
}

/** The lines of an edit side by side, without comments and blank lines. */
export function differences({ replace, by }: Edit): Difference[] {
  const [right, wrong] = [withoutComments(replace), by].map((text) =>
    linesOf(text).filter((line) => line.trim() !== "").slice(0, MOST_LINES)
  );
  const lines: Difference[] = [];
  let [i, k] = [0, 0];
  for (const [nextI, nextK] of [...commonLines(right, wrong), [right.length, wrong.length]]) {
    lines.push(...right.slice(i, nextI).map((code) => ({ sign: "−" as const, code })));
    lines.push(...wrong.slice(k, nextK).map((code) => ({ sign: "+" as const, code })));
    if (nextK < wrong.length) lines.push({ sign: " ", code: wrong[nextK] });
    [i, k] = [nextI + 1, nextK + 1];
  }
  return lines;
}
