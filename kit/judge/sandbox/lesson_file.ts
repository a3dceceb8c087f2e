/**
 * @module
 */
import { conflictSentence } from "../../base/conflict_marks.ts";

/** A larger file is not a lesson, in bytes: the longest lesson has 20,000. */
const MOST_BYTES = 1_000_000;

/**
 * The text of the lesson at `url`, or null if there is no such file: the import reports that better. A submission may
 * be anything with that name. Reading a pipe would never end. A link would be followed, with our permission to read the
 * file, to its target, which may be a solution.
 * @throws {Error} In one sentence, if it is not an ordinary text file of a lesson's length, or contains conflict marks.
 */
export function readLesson(url: string): string | null {
  const file = new URL(url);
  const info = infoOf(file);
  if (info === null) return null;
  const { isSymlink, isDirectory, isFile, size } = info;
  if (isSymlink) throw new Error("The lesson is a link to another file: put the file itself in its place.");
  if (isDirectory) throw new Error("The lesson is a folder: put a file of that name in its place.");
  if (!isFile) throw new Error("The lesson is a pipe or a device: put an ordinary file in its place.");
  if (size > MOST_BYTES) {
    throw new Error(`The lesson has ${(size / 1e6).toFixed(1)} MB, and at most 1 MB is read: is that the right file?`);
  }
  const text = Deno.readTextFileSync(file);
  if (text.includes("\0")) {
    throw new Error("The lesson contains NUL characters, so it is not text in UTF-8: save it as UTF-8 in your editor.");
  }
  const conflict = conflictSentence(text);
  if (conflict) throw new Error(conflict);
  return text;
}

function infoOf(file: URL): Deno.FileInfo | null {
  try {
    return Deno.lstatSync(file);
  } catch {
    return null;
  }
}
