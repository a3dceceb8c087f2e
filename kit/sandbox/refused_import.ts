/**
 * How the judge hears of an import that was refused: Deno says of which file it was, in words of its own.
 * @module
 */

/** A folder that is not there, and in which a lesson's process may read nothing. */
const FOLDER = new URL("./refused/", import.meta.url).href;

/** Of the name of an import, in characters. */
const LONGEST_NAME = 100;

/** Where an import of `specifier` is sent. The name is encoded twice, for Deno's message has it decoded once. */
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
