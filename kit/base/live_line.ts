/**
 * A line that shows the progress of something, until the next output replaces it.
 * @module
 */

import { clip } from "./clip.ts";
import { screenWidth } from "./screen_width.ts";

const ERASE = "\r\x1b[K";

let isThere = false;

/** Shows `text` as the live line of standard error, instead of the previous one; "" removes it. Only in a terminal. */
export function showLive(text: string): void {
  if (text === "" && !isThere || !Deno.stderr.isTerminal()) return;
  Deno.stderr.writeSync(new TextEncoder().encode(ERASE + clip(text, screenWidth() - 1)));
  isThere = text !== "";
}
