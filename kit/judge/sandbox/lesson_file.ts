/**
 * @module
 */
import { conflictSentence } from "../../base/conflict_marks.ts";

/** The size of the largest file that may be a lesson, in bytes. The longest lesson has 20,000 bytes. */
const MOST_BYTES = 1_000_000;

/**
 * Reads the text of the lesson at `url`. Returns null if there is no such file, because the import has a better message
 * for that. A submission may be something other than a file. Reading a pipe would never end. A link may lead to a
 * solution, which would then be read with our permission to read the lesson.
 * @throws {Error} If it is not an ordinary text file of a lesson's length, or if it contains conflict marks. The
 *   message is one sentence.
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
    throw new Error(
      `The lesson is ${(size / 1e6).toFixed(1)} MB long, but at most 1 MB is read: is that the right file?`,
    );
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
