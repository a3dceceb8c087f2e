/**
 * Tells the judge which import was refused. The import is redirected to a file that does not exist and whose name
 * contains the import; Deno's message contains that name.
 * @module
 */

/** The URL of a folder that does not exist and that a lesson's process may not read. */
const FOLDER = new URL("./refused/", import.meta.url).href;

/** The length at which names of imports are cut, in characters. */
const LONGEST_NAME = 100;

/**
 * The URL to which an import of `specifier` is redirected. The name is encoded twice, because Deno's message decodes it
 * once.
 */
export function refusedUrl(specifier: string): string {
  return FOLDER + encodeURIComponent(encodeURIComponent(specifier.slice(0, LONGEST_NAME).toWellFormed()));
}

/** The import that was redirected to `path`, or null if `path` is not such a path. */
export function refusedImport(path: string): string | null {
  const name = /[\\/]sandbox[\\/]refused[\\/]([\w.~!*'()%-]+)$/.exec(path)?.[1];
  try {
    return name === undefined ? null : decodeURIComponent(name);
  } catch {
    return null; // not encoded by us
  }
}
