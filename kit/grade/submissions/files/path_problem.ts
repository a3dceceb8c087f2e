/**
 * Finds paths in archives that could lead out of a folder, or that two systems could read in two ways.
 * @module
 */

/** The deepest path that is read: nobody puts a lesson into forty folders. */
const MOST_PARTS = 40;

/** The longest path that is read, in characters: Linux allows 4,096 bytes, and other systems less. */
const MOST_CHARACTERS = 1000;

/**
 * Characters that a terminal obeys, ends of lines, and those that reverse the direction of writing. Other invisible ones
 * belong to names in Persian, Hebrew or Hindi.
 */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Why the path of a file in an archive is not accepted, in words that follow its name; null if it is harmless. */
export function pathProblem(path: string): string | null {
  const parts = path.replace(/^\.\//, "").split("/"); // tar writes ./ before every path
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "has an absolute path: hand in a path inside a folder.";
  if (parts.includes("..")) return 'has ".." in its path, which leads out of the folder: hand in a path inside it.';
  if (path.includes("\\")) return "has a backslash in its path: pack the archive again, with / between folders.";
  if (UNPRINTABLE.test(path)) return "has a character in its path that cannot be seen: rename the file or its folder.";
  if (parts.includes("") || parts.includes(".")) return "has a folder without a name in its path: rename the folder.";
  if (isTooLong(path)) {
    return `has a path of more than ${MOST_CHARACTERS} characters or ${MOST_PARTS} folders: shorten it.`;
  }
  return null;
}

/** Whether a path is too long or too deep. */
export function isTooLong(path: string): boolean {
  return path.length > MOST_CHARACTERS || path.split("/").length > MOST_PARTS;
}
