/**
 * Makes the learner's file from a solution.
 * @module
 */
import { columns } from "../../base/columns.ts";
import { type Region, regionsOf } from "./regions.ts";
import { linesOf } from "../../base/lines_of.ts";

/** The length of the longest line that `deno fmt` does not break, as in deno.json. */
const LINE_WIDTH = 120;

/**
 * Replaces each solved region of a solution with a `todo`. If the solution is formatted, so is the stub.
 * @example
 * ```ts
 * import { stubOf } from "./stub.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const solution = "function half(x: number) {\n  // #region solution: divide x by 2\n  return x / 2;\n  // #endregion\n}\n";
 * assertEquals(stubOf(solution, "half.ts"), 'function half(x: number) {\n  return todo("divide x by 2");\n}\n');
 * ```
 * @param solution The text of the solution.
 * @param path The path of the solution, for messages.
 * @returns The text of the lesson, with \n at the end of every line.
 * @throws {SyntaxError} If the marks of the regions are wrong. The message names the file and the line.
 */
export function stubOf(solution: string, path: string): string {
  const lines = linesOf(solution);
  const stub: string[] = [];
  let next = 0;
  for (const region of regionsOf(lines, path)) {
    stub.push(...lines.slice(next, region.first), ...todoLines(region));
    next = region.last + 1;
  }
  return [...stub, ...lines.slice(next)].join("\n");
}

/** The line that replaces a region, or the three lines that `deno fmt` makes of a long one. */
function todoLines({ text, indent }: Region): string[] {
  const line = `${indent}return todo(${literalAsFmt(text)});`;
  if (columns(line) <= LINE_WIDTH) return [line];
  return [`${indent}return todo(`, `${indent}  ${literalAsFmt(text)},`, `${indent});`];
}

/**
 * Quotes a text like `deno fmt`: with double quotation marks, unless the text contains more of these than single ones.
 */
function literalAsFmt(text: string): string {
  const double = JSON.stringify(text);
  const count = (mark: string) => text.split(mark).length - 1;
  if (count('"') <= count("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
