/**
 * A line that shows the progress of some work until the next output replaces it.
 * @module
 */

import { clip } from "./clip.ts";
import { screenWidth } from "./screen_width.ts";

const ERASE = "\r\x1b[K";

let isThere = false;

/**
 * Shows `text` as the live line of standard error, in place of the previous one; "" removes the line. Does nothing
 * outside a terminal.
 */
export function showLive(text: string): void {
  if (text === "" && !isThere || !Deno.stderr.isTerminal()) return;
  Deno.stderr.writeSync(new TextEncoder().encode(ERASE + clip(text, screenWidth() - 1)));
  isThere = text !== "";
}
