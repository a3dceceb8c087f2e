/**
 * @module
 */
import { columns } from "./columns.ts";

/** `text` if it fits into `width` columns; otherwise its beginning, with an ellipsis at the end. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let shown = "";
  for (const character of text) {
    if (columns(shown + character) > width - 1) break;
    shown += character;
  }
  return `${shown}…`;
}
