/**
 * @module
 */

/** The lines of a file, wherever it was written. */
export function linesOf(source: string): string[] {
  return source.split(/\r\n|\n/);
}
