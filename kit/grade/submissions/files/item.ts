/**
 * What is in a folder or an archive: files, folders, and what must not be opened.
 * @module
 */

/** A file or a folder of a submission, on the disk or from an archive. */
export interface Item {
  /** Its name, as it is written there. It may contain anything. */
  name: string;
  /** Its path from the folder or archive that was given, with "/" between the parts: "ada/lessons". */
  path: string;
  /** What it is. A link is never followed, and "other" is a device, a pipe or the like. */
  kind: "file" | "folder" | "link" | "other";
  /** The length of a file in bytes. */
  size: number;
  /** The path on this machine of the file's bytes; null if they were not taken from the archive. */
  content: string | null;
  /** Why it is not read, in words that follow its name: "is encrypted, …". Null if nothing is wrong with it. */
  problem: string | null;
  /** What is in a folder, in the order of the names. Throws if the folder cannot be read. */
  children(): Promise<Item[]>;
}

/** The order of texts in which nothing depends on the language of the machine. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
