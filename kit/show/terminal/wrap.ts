/**
 * @module
 */
import { COLUMNS } from "../../base/screen_width.ts";
import { wrapLine } from "./wrap_line.ts";

/**
 * Breaks `text` between words and indents its lines by `indent` spaces; each line ends before the last of `width`
 * columns.
 */
export function wrap(text: string, indent: number, width = COLUMNS): string {
  const lines = text.split("\n").flatMap((line) => wrapLine(line, width - 1 - indent));
  return lines.map((line) => line && " ".repeat(indent) + line).join("\n");
}
