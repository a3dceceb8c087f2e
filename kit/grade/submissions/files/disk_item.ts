/**
 * Files and folders on the disk.
 * @module
 */
import { join } from "node:path";
import { inOrder, type Item } from "./item.ts";

/**
 * What is at `file` on this machine. Folders are read when they are asked for. Links are never followed.
 * @param name Its name for people.
 * @param path Its path for people.
 */
export async function diskItem(file: string, name: string, path: string): Promise<Item> {
  const { isFile, isDirectory, isSymlink, size } = await Deno.lstat(file);
  return {
    name,
    path,
    kind: isSymlink ? "link" : isDirectory ? "folder" : isFile ? "file" : "other",
    size,
    content: file,
    problem: null,
    children: () => isDirectory && !isSymlink ? childrenOf(file, path) : Promise.resolve([]),
  };
}

async function childrenOf(folder: string, path: string): Promise<Item[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return await Promise.all(names.sort(inOrder).map((name) => childOf(folder, name, `${path}/${name}`)));
}

/** A name need not be text, and a file may have been deleted: this must not hide the others. */
async function childOf(folder: string, name: string, path: string): Promise<Item> {
  try {
    return await diskItem(join(folder, name), name, path);
  } catch {
    const problem = "cannot be read: give it a name of letters and digits.";
    return { name, path, kind: "other", size: 0, content: null, problem, children: () => Promise.resolve([]) };
  }
}
