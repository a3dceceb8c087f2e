/**
 * @module
 */

/** The lines of a file, whichever system it was written on. */
export function linesOf(source: string): string[] {
  return source.split(/\r\n|\n/);
}
