/**
 * @module
 */
import { columns } from "../../base/columns.ts";

/** What comes before a line's text: spaces, and the mark of a list item. */
const INDENT = /^\s*(?:(?:[*•–-]|\d+\.)\s+)?/;

/**
 * Breaks a line between words. The other lines are indented like the first; those of a list item begin under its text,
 * not under its mark. Colour codes do not count.
 * @param line One line, with or without colours.
 * @param width The largest width of a line, in columns, at least 1. A longer word is not broken.
 * @returns At least one line.
 */
export function wrapLine(line: string, width: number): string[] {
  if (columns(line) <= width) return [line];
  const [mark] = INDENT.exec(line)!;
  const indent = " ".repeat(columns(mark));
  const lines: string[] = [];
  let current = mark;
  let isEmpty = true;
  for (const word of line.slice(mark.length).split(/ +/)) {
    if (!isEmpty && columns(current) + 1 + columns(word) > width) {
      lines.push(current);
      current = indent;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current];
}
