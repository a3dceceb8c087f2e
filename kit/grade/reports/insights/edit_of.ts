/**
 * @module
 */
import { editProblem, type Mutant } from "../../../base/mutants.ts";
import { linesOf } from "../../../base/lines_of.ts";
import { commonOf } from "../../../teach/stubs/common_lines.ts";
import { withoutComments } from "../../../teach/stubs/without_comments.ts";

/** How a wrong answer differs from the solution: the text to replace in the solution, and the text in its place. */
export type Edit = Pick<Mutant, "replace" | "by">;

/** A line of code, and its index in its file. */
interface CodeLine {
  code: string;
  index: number;
}

/**
 * The shortest edit of whole lines that turns the code of the solution into that of an answer: everything from the first
 * line that differs to the last. Comments, blank lines and spaces do not count. The text to replace occurs only once in
 * the solution, so the edit can be that of a mutant.
 * @param answer An answer without comments.
 * @returns Null if the code is the same.
 */
export function editOf(solution: string, answer: string): Edit | null {
  const lines = linesOf(solution.trimEnd());
  const right = codeLines(withoutComments(solution, { keepLines: true }));
  const wrong = codeLines(answer);
  const isSame = (i: number, k: number) => commonOf(right[i].code) === commonOf(wrong[k].code);
  const shorter = Math.min(right.length, wrong.length);
  let start = 0;
  while (start < shorter && isSame(start, start)) start++;
  let ends = 0;
  while (ends < shorter - start && isSame(right.length - 1 - ends, wrong.length - 1 - ends)) ends++;
  if (start === right.length - ends && start === wrong.length - ends) return null;
  const others = wrong.slice(start, wrong.length - ends).map(({ code }) => code.trimEnd());
  // between two lines of the solution, in lines of its file
  let first = start < right.length ? right[start].index : lines.length;
  let last = start < right.length - ends ? right[right.length - ends - 1].index : first - 1;
  let [before, after] = [[], []] as [string[], string[]];
  const edit = (): Edit => {
    const text = (part: readonly string[]) => part.map((line) => `${line}\n`).join("");
    return { replace: text(lines.slice(first, last + 1)), by: text([...before, ...others, ...after]) };
  };
  const isPossible = () => editProblem(solution, { ...edit(), name: "", refusedBy: "" }, "") === undefined;
  while (!isPossible() && (first > 0 || last < lines.length - 1)) {
    if (first > 0) before = [lines[--first], ...before];
    else after = [...after, lines[++last]];
  }
  return edit();
}

function codeLines(source: string): CodeLine[] {
  return linesOf(source).map((code, index) => ({ code, index })).filter(({ code }) => code.trim() !== "");
}
