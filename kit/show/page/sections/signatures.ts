/**
 * The signatures of what the learner writes.
 * @module
 */
import { linesOf } from "../../../base/lines_of.ts";
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";
import { regionsOf } from "../../../teach/stubs/regions.ts";
import { colouredLine } from "./code.ts";

/** A line that closes the parameters of a function: the function begins further up. */
const CLOSING = /^\s*[)}\]]/;

/**
 * The signature of each function with a part that the learner writes, in the order of the file, without repetitions.
 * @param solution The text of the solution.
 * @param path Its path, for messages.
 * @throws {SyntaxError} If the marks of the parts are wrong.
 */
export function signaturesOf(solution: string, path: string): string[] {
  const lines = linesOf(solution);
  const signatures = regionsOf(lines, path).map(({ first, indent }) => {
    let last = first - 1;
    while (last > 0 && !(isOutside(lines[last], indent) && lines[last].trimEnd().endsWith("{"))) last--;
    let begin = last;
    while (begin > 0 && (CLOSING.test(lines[begin]) || !isOutside(lines[begin], indent))) begin--;
    const signature = lines.slice(begin, last + 1);
    const common = Math.min(...signature.map(indentOf));
    return signature.map((line) => line.slice(common)).join("\n").replace(/ \{$/, "");
  });
  return [...new Set(signatures)];
}

/** The section. */
export function signaturesSection(solution: string, path: string): Markup {
  const shown = signaturesOf(solution, path).flatMap((signature) =>
    signature.split("\n").map((line) => markup`<span class="line">${colouredLine(line)}</span>`)
  );
  return markup`<details id="signatures" open><summary>What you write</summary><pre class="code" tabindex="0"><code>${shown}</code></pre></details>`;
}

/** Whether a line is less indented than what is inside of the function. */
function isOutside(line: string, indent: string): boolean {
  return line.trim() !== "" && indentOf(line) < indent.length;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
