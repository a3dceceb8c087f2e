/**
 * @module
 */
import { wrapLine } from "./wrap_line.ts";

/** What every screen of the course is made for. */
export const COLUMNS = 80;

/** Breaks `text` between words so that, indented by `indent` spaces, it ends before the last column. */
export function wrap(text: string, indent: number): string {
  const lines = text.split("\n").flatMap((line) => wrapLine(line, COLUMNS - 1 - indent));
  return lines.map((line) => " ".repeat(indent) + line).join("\n");
}
