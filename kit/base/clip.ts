/**
 * @module
 */
import { columns } from "./columns.ts";

/** `text`, or as much of it as fits into `width` columns together with an ellipsis. */
export function clip(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let shown = "";
  for (const character of text) {
    if (columns(shown + character) > width - 1) break;
    shown += character;
  }
  return `${shown}…`;
}
