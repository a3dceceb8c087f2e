/**
 * @module
 */
import { columns } from "../../base/columns.ts";
import type { Style } from "./style.ts";
import { wrapLine } from "./wrap_line.ts";

/**
 * A line with a less important text at the right edge of the screen, such as the points of a check.
 * @param begin The beginning of the line: spaces, a symbol and a word.
 * @param text The text of the line. If it is too long, it continues below, and no word is cut.
 * @param end The text at the edge; "" for nothing.
 * @param paint Adds colour to the beginning and the text.
 */
export function toEdge(begin: string, text: string, end: string, style: Style, paint = (text: string) => text): string {
  const [first, ...others] = wrapLine(text, style.width - columns(begin) - (end ? columns(end) + 1 : 0));
  const line = paint(begin + first);
  const gap = " ".repeat(Math.max(1, style.width - columns(line) - columns(end)));
  const below = others.map((other) => paint(" ".repeat(columns(begin)) + other));
  return [end ? line + gap + style.dim(end) : line, ...below].join("\n");
}
