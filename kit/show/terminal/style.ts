/**
 * Adds colours to text. Every text can also be understood without them.
 * @module
 */

import { COLUMNS, screenWidth } from "../../base/screen_width.ts";

/** Whether and how text is coloured, and the width of the screen. */
export interface Style {
  /** For success. */
  green(text: string): string;
  /** For mistakes. */
  red(text: string): string;
  /** For work that is still to be done. */
  yellow(text: string): string;
  /** For unimportant text. */
  dim(text: string): string;
  /** For important text. */
  bold(text: string): string;
  /** Whether there is any colour at all. */
  color: boolean;
  /** How many columns a line may have. */
  readonly width: number;
}

/**
 * The style of standard output: with colour in a terminal, unless NO_COLOR is set (https://no-color.org). Its width is
 * the terminal's current width.
 */
export function outputStyle(): Style {
  const style = styleWith(Deno.stdout.isTerminal() && !Deno.env.get("NO_COLOR"));
  return Object.defineProperty(style, "width", { get: screenWidth });
}

/** A style with colour or without. */
export function styleWith(color: boolean, width = COLUMNS): Style {
  const code = (open: number, close: number) => (text: string) =>
    color && text ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return {
    green: code(32, 39),
    red: code(31, 39),
    yellow: code(33, 39),
    dim: code(2, 22),
    bold: code(1, 22),
    color,
    width,
  };
}
