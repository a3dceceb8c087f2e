/**
 * Leaves out the folders that earlier gradings have written, such as the default `grades/` in the current folder.
 * @module
 */
import { isClassFolder } from "./files/class_folder.ts";
import type { Item } from "./files/item.ts";
import type { Layout } from "./layouts/layout.ts";

/** A folder without the folders that earlier gradings have written. */
export interface WithoutClassFolders {
  /** The folder. */
  folder: Item;
  /** The names of what was left out. */
  leftOut: string[];
}

/**
 * Leaves out what an earlier grading has written into a folder. A student's folder that only looks like it stays, if
 * one of the `platforms` has named it: every student of a platform must be in the reports.
 */
export async function withoutClassFolders(folder: Item, platforms: readonly Layout[]): Promise<WithoutClassFolders> {
  const left: Item[] = [];
  const leftOut: string[] = [];
  for (const item of await folder.children().catch(() => [])) {
    const isLeftOut = item.kind === "folder" && isClassFolder(item, await item.children().catch(() => [])) &&
      !(await isNamedBy(item, platforms));
    if (isLeftOut) leftOut.push(item.name);
    else left.push(item);
  }
  return leftOut.length === 0
    ? { folder, leftOut }
    : { folder: { ...folder, children: () => Promise.resolve(left) }, leftOut };
}

async function isNamedBy(item: Item, platforms: readonly Layout[]): Promise<boolean> {
  for (const platform of platforms) if (await platform.recognizes({ name: "", items: [item] })) return true;
  return false;
}
