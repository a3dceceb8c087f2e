/**
 * @module
 */
import { join } from "node:path";
import { diskItem } from "../../grade/submissions/files/disk_item.ts";
import type { Item } from "../../grade/submissions/files/item.ts";
import type { Files } from "./pack.ts";
import { writeFiles } from "./write_class.ts";

/** Writes `files` into a temporary folder with the name `name`, which exists until `work` is done. */
export async function withFolder<T>(
  files: Files,
  work: (path: string, folder: Item) => Promise<T>,
  name = "export",
): Promise<T> {
  const temporary = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    const path = join(temporary, name);
    await writeFiles(path, files);
    return await work(path, await diskItem(path, name, name));
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
}
