/**
 * @module
 */
import { join } from "node:path";
import { isDraft } from "../base/write.ts";

/** The folders of a class in which files are written, besides its own: no others are looked at. */
const FOLDERS = ["feedback", "junit", "pictures", "pictures/goal"];

/** The folder with a folder for each file that was handed in. */
const SUBMITTED = "submitted";

/**
 * Removes the drafts of files that a killed grader was writing. All other files stay, and links are not followed. No
 * other grader may be working in `folder`.
 */
export async function removeDrafts(folder: string): Promise<void> {
  const submitted = await entriesOf(join(folder, SUBMITTED));
  const folders = [
    ...FOLDERS,
    ...submitted.filter(({ isDirectory }) => isDirectory).map(({ name }) => `${SUBMITTED}/${name}`),
  ];
  for (const path of [folder, ...folders.map((name) => join(folder, name))]) {
    for (const { name, isFile } of await entriesOf(path)) {
      if (isFile && isDraft(name)) await Deno.remove(join(path, name)).catch(() => {}); // it does no harm if it stays
    }
  }
}

/** What is in a folder; nothing if it is not there, or is not a folder. */
async function entriesOf(path: string): Promise<Deno.DirEntry[]> {
  const isFolder = await Deno.lstat(path).then(({ isDirectory }) => isDirectory, () => false);
  return isFolder ? await Array.fromAsync(Deno.readDir(path)).catch(() => []) : [];
}
