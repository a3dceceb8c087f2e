/**
 * Shows two pieces of code for comparison.
 * @module
 */
import { columns } from "../../base/columns.ts";
import type { Style } from "./style.ts";
import { wrapLine } from "./wrap_line.ts";

/** On screens narrower than this, in columns, one piece is shown below the other. */
const LEAST = 72;

/** Separates the two pieces. */
const GAP = " │ ";

/**
 * The lines of a screen with two pieces of code, each below its heading. They are beside each other if there is room,
 * otherwise one below the other. A line that is too long continues in the next line, indented further.
 */
export function beside(
  [left, right]: readonly [left: { heading: string; lines: string[] }, right: { heading: string; lines: string[] }],
  style: Style,
): string[] {
  if (style.width < LEAST) {
    return [left, right].flatMap(({ heading, lines }) => [
      style.dim(`  ${heading}`),
      ...codeLines(lines, style.width - 5).map((line) => `    ${line}`),
    ]);
  }
  const width = Math.floor((style.width - 2 - columns(GAP)) / 2);
  const [a, b] = [left, right].map(({ heading, lines }) => [style.dim(heading), ...codeLines(lines, width)]);
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => {
    const first = a[i] ?? "";
    return `  ${first}${" ".repeat(width - columns(first))}${style.dim(GAP)}${b[i] ?? ""}`.trimEnd();
  });
}

function codeLines(lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => {
    const [first, ...others] = wrapLine(line, width);
    const rest = wrapLine(others.map((other) => other.trim()).join(" "), width - 2 - leadingBlanks(line));
    const below = others.length ? rest.map((text) => " ".repeat(leadingBlanks(line) + 2) + text) : [];
    return [first, ...below].flatMap((text) => pieces(text, width, leadingBlanks(line) + 2));
  });
}

/**
 * Breaks a word that is wider than the column, if possible at a punctuation mark; otherwise it would push the other
 * piece to the right. The rest is indented like every continued line.
 */
function pieces(line: string, width: number, indent: number): string[] {
  const all: string[] = [];
  let piece = "";
  for (const character of line) {
    if (columns(piece + character) > width) {
      const joint = Math.max(piece.lastIndexOf("."), piece.lastIndexOf("(") + 1, piece.lastIndexOf(",") + 1);
      const end = joint > width / 2 ? joint : piece.length;
      all.push(piece.slice(0, end));
      piece = " ".repeat(Math.min(indent, width >> 1)) + piece.slice(end);
    }
    piece += character;
  }
  return [...all, piece];
}

function leadingBlanks(line: string): number {
  return /^ */.exec(line)![0].length;
}
