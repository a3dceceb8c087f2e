/**
 * Finds out whether a stub gives its solution away.
 * @module
 */
import { regionsOf } from "./regions.ts";
import { linesOf } from "../../base/lines_of.ts";
import { withoutComments } from "./without_comments.ts";

/** A line of up to this many characters, such as `return x`, is not a secret. */
const TRIVIAL = 8;

/**
 * Finds lines of the solution that a stub reveals, in the brief, in a todo or in the code.
 * @param solution The text of the solution.
 * @param stub The text of the stub, or any other text that a learner sees, for example a brief.
 * @returns The lines of the solved regions that occur in `stub`, each once. Spaces, comments, and lines of up to 8
 *   characters such as `}` are ignored.
 * @throws {SyntaxError} If the marks of the regions are wrong.
 */
export function leaks(solution: string, stub: string): string[] {
  const lines = linesOf(solution);
  const secrets = regionsOf(lines, "the solution").flatMap(({ first, last }) =>
    withoutComments(lines.slice(first + 1, last).join("\n")).split("\n").map((line) => line.trim().replace(/\s+/g, " "))
  );
  const said = essence(linesOf(stub).map((line) => line.replace(/^\s*(\*|\/\/)/, "")).join("\n"));
  return [...new Set(secrets)].filter((line) => essence(line).length > TRIVIAL && said.includes(essence(line)));
}

/**
 * Removes the spaces from a line, and the semicolon or comma at its end: a brief that leaves them out still gives the
 * line away.
 */
function essence(text: string): string {
  return text.replace(/\s+/g, "").replace(/[;,]+$/, "");
}
