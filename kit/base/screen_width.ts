/**
 * @module
 */
import { readableVariable } from "./readable_variable.ts";

/** The default width, for output to a pipe or a file. */
export const COLUMNS = 80;

/** The column at which the names of the checks begin, counted from 0. */
export const INDENT = 12;

/** The largest width: longer lines are hard to read. */
const MOST = 100;

/** The smallest width: with fewer columns, there would be no room beside the indentation. */
const LEAST = 24;

/**
 * The largest width of a line, in columns: `$COLUMNS` if it is set, or else the width of the terminal, but at most 100.
 */
export function screenWidth(): number {
  const columns = Number(readableVariable("COLUMNS")) || terminalColumns() || COLUMNS;
  return Math.floor(Math.min(MOST, Math.max(LEAST, columns)));
}

/** The width of the terminal in columns; undefined if the output does not go to a terminal. */
function terminalColumns(): number | undefined {
  try {
    return Deno.stdout.isTerminal() || Deno.stderr.isTerminal() ? Deno.consoleSize().columns : undefined;
  } catch {
    return undefined; // the terminal does not report its width
  }
}
