/**
 * @module
 */
import type { Item } from "./item.ts";

/**
 * The beginning of a list that a platform has added.
 * @param most The most bytes to read.
 * @returns Its text; empty if it is not a file, or if it was not taken from the archive.
 */
export async function readList({ kind, content }: Item, most: number): Promise<string> {
  if (kind !== "file" || content === null) return "";
  using file = await Deno.open(content);
  const bytes = new Uint8Array(Math.min(most, (await file.stat()).size));
  let length = 0;
  for (let more; length < bytes.length && (more = await file.read(bytes.subarray(length))) !== null;) length += more;
  return new TextDecoder().decode(bytes.subarray(0, length)); // without a byte order mark
}
