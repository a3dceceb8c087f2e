/**
 * How the judge learns which import was refused: it is sent to a file that does not exist, whose name says it, and
 * Deno's message has that name in it.
 * @module
 */

/** A folder that does not exist and that a lesson's process may not read. */
const FOLDER = new URL("./refused/", import.meta.url).href;

/** The name of an import is cut here, in characters. */
const LONGEST_NAME = 100;

/** Where an import of `specifier` is sent. The name is encoded twice, because Deno's message has it decoded once. */
export function refusedUrl(specifier: string): string {
  return FOLDER + encodeURIComponent(encodeURIComponent(specifier.slice(0, LONGEST_NAME).toWellFormed()));
}

/** The import that was sent to `path`, or null if none was. */
export function refusedImport(path: string): string | null {
  const name = /[\\/]sandbox[\\/]refused[\\/]([\w.~!*'()%-]+)$/.exec(path)?.[1];
  try {
    return name === undefined ? null : decodeURIComponent(name);
  } catch {
    return null; // not by us
  }
}
