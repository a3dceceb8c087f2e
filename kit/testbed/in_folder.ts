/**
 * Empty folders for tests.
 * @module
 */
import { join, relative } from "node:path";

/** Calls `test` with an empty folder, and deletes it afterwards. */
export async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The paths of all files in `folder`, relative to it, in order. */
export async function filesIn(folder: string, under = folder): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(under)) {
    const path = join(under, name);
    paths.push(...isDirectory ? await filesIn(folder, path) : [relative(folder, path).replaceAll("\\", "/")]);
  }
  return paths.sort();
}
