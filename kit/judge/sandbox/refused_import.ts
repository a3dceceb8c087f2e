/**
 * Tells the judge which import was refused. The import is redirected to a file that does not exist and whose name
 * contains the import; Deno's message contains that name.
 * @module
 */

import { fileURLToPath } from "node:url";

/** The URL of a folder that does not exist and that a lesson's process may not read. */
const FOLDER = new URL("./refused/", import.meta.url).href;

/** The length at which names of imports are cut, in characters. */
const LONGEST_NAME = 100;

/**
 * The URL to which an import of `specifier` is redirected. The name is encoded twice, because Deno's message decodes it
 * once. Addresses in the folder of the module that imports are shortened before the name is cut, so that the message is
 * the same wherever a lesson is judged.
 * @param parent The URL of that module.
 */
export function refusedUrl(specifier: string, parent = ""): string {
  const folder = /^file:.*\//.exec(parent)?.[0];
  const name = folder === undefined
    ? specifier
    : [folder, fileURLToPath(folder)].reduce((name, part) => name.replaceAll(part, "./"), specifier);
  return FOLDER + encodeURIComponent(encodeURIComponent(name.slice(0, LONGEST_NAME).toWellFormed()));
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
