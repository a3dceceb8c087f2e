/**
 * Moodle's "Download all submissions", with and without the option "Download submissions in folders".
 * @module
 */
import type { Item } from "../files/item.ts";
import { areMostly, type Handed, type Layout, plainPiece, splitEach } from "./layout.ts";

/**
 * `Ada Lovelace_1234567_assignsubmission_file_`, a folder, or the same with the name of a file behind it. The number
 * is the participant's; a group without a number has none. Older versions write the last `_` also for folders. A text
 * that was typed in is in `…_assignsubmission_onlinetext…`. Source: moodle/moodle, mod/assign/classes/downloader.php,
 * which replaces every _ in a name by a space.
 */
const NAME = /^([^_]+)(?:_(\d+))?_assignsubmission_([a-z]+)(?:_(.*))?$/s;

/** Moodle's export. Moodle exports neither times nor late marks. */
export const moodle: Layout = {
  name: "moodle",
  title: "Moodle's export",
  isIdentified: true,
  isNumberedAnew: true,
  isUnmistakable: true,
  recognizes: ({ items }) => Promise.resolve(areMostly(items, (item) => handed(item) !== null)),
  split: ({ items }) => Promise.resolve(splitEach(items, handed)),
};

function handed(item: Item): Handed | null {
  const [, name, number, plugin, file] = NAME.exec(item.name) ?? [];
  if (name === undefined || item.kind === "file" && !file) return null;
  // a text that was typed in is no lesson, but it shows that the student exists
  const pieces = plugin === "file" ? [{ ...plainPiece(item), name: file || item.name }] : [];
  return { student: number ?? name, name, email: null, pieces };
}
