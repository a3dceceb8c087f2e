/**
 * @module
 */
import { columns } from "../../base/columns.ts";

/** The beginning of a line before its text: spaces, and the mark of a list item. */
const INDENT = /^\s*(?:(?:[*•–-]|\d+\.)\s+)?/;

/**
 * Breaks a line between words. The rest is indented like the first line, and begins under the text of a list item, not
 * under its mark. Colours do not count.
 * @param line One line, with or without colours.
 * @param width The most columns of a line, at least 1; a longer word is not broken.
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
