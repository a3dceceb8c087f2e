/**
 * A folder or an archive for each student, without a platform.
 * @module
 */
import { isArchiveName, withoutArchiveEnding } from "../files/archive_name.ts";
import type { Item } from "../files/item.ts";
import { type Handed, isJunk, type Layout, plainPiece, splitEach } from "./layout.ts";

/** The folders that an absolute path or one with ".." leads to. */
const NO_NAMES = ["", ".", ".."];

/** A folder or an archive that contains a folder or an archive for each student. */
export const students: Layout = {
  name: "students",
  title: "a folder or an archive for each student",
  isIdentified: false,
  recognizes: ({ items }) => Promise.resolve(items.some((item) => handed(item) !== null)),
  split: ({ items }) => Promise.resolve(splitEach(items, handed)),
};

function handed(item: Item): Handed | null {
  const isArchive = item.kind === "file" && isArchiveName(item.name);
  if (item.kind !== "folder" && !isArchive || isJunk(item.name) || NO_NAMES.includes(item.name)) return null;
  const student = isArchive ? withoutArchiveEnding(item.name) : item.name;
  return { student, name: null, email: null, pieces: [plainPiece(item)] };
}
