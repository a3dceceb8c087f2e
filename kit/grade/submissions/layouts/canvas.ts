/**
 * Canvas's "Download submissions".
 * @module
 */
import type { Item } from "../files/item.ts";
import { areMostly, type Handed, type Layout, splitEach } from "./layout.ts";

/**
 * `lovelaceada_LATE_12345_678901_04_gradient_descent-1.ts`: the name without anything but letters, whether it is late,
 * the number of the user, the number of the file, and the name of the file. If names are hidden, it is
 * `anon_a1B2c_678901_…`. Source: instructure/canvas-lms, lib/content_zipper.rb.
 */
const FILE = /^(?:(.+?)_)??(LATE_)?(\d+|anon_[A-Za-z0-9]+)_(\d+)_(.+)$/s;

/** A text that was typed in, or a link: `lovelaceada_12345_text.html`. */
const NO_FILE = /^(?:(.+?)_)??(LATE_)?(\d+|anon_[A-Za-z0-9]+)_(?:text|link)\.html$/s;

/** What Canvas adds to the name of a file that is handed in again: -1 for the second time. */
const RESUBMISSION = /-(\d{1,4})(?=\.[^.]+$|\.tar\.gz$)/;

/** Canvas's export. The times are not in it. */
export const canvas: Layout = {
  name: "canvas",
  title: "Canvas's export",
  isIdentified: true,
  recognizes: ({ items }) => Promise.resolve(areMostly(items, (item) => handed(item) !== null) && areNumbers(items)),
  split: ({ items }) => Promise.resolve(splitEach(items, handed)),
};

function handed(item: Item): Handed | null {
  if (item.kind === "folder") return null;
  const [, name, late, user, fileNumber = "0", file] = FILE.exec(item.name) ?? NO_FILE.exec(item.name) ?? [];
  if (user === undefined) return null;
  const [mark, again = "0"] = RESUBMISSION.exec(file ?? "") ?? [""];
  return {
    student: user,
    name: name ?? null,
    email: null,
    pieces: [{
      item,
      name: (file ?? item.name).replace(mark, ""),
      submittedAt: null,
      isLate: late !== undefined,
      order: [Number(again), Number(fileNumber)],
    }],
  };
}

/** Whether every number belongs to one student or one file. In a date, as in `ada_2026_11_28.zip`, it does not. */
function areNumbers(items: readonly Item[]): boolean {
  const names = new Map<string, string | null>();
  const files = new Set<number>();
  for (const student of items.map(handed)) {
    if (student === null) continue;
    const { student: user, name, pieces: [{ order: [, file] }] } = student;
    if (names.has(user) && names.get(user) !== name || file !== 0 && files.has(file)) return false;
    names.set(user, name);
    files.add(file);
  }
  return true;
}
