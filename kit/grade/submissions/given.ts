/**
 * Opens the paths that an instructor gives.
 * @module
 */
import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { type ArchiveLimits, CLASS_LIMITS } from "./archives/archive_limits.ts";
import { type OpenArchive, readArchive } from "./archives/read_archive.ts";
import { diskItem } from "./files/disk_item.ts";
import { isArchiveName } from "./files/archive_name.ts";
import type { Item } from "./files/item.ts";

/** A path that was given. */
export interface Given {
  /** What is there on the disk. */
  item: Item;
  /** The same, or the inside of an archive as a folder; null if it is neither a folder nor an archive. */
  inside: Item | null;
  /** Why an archive cannot be read, in words that follow its name; or null. */
  problem: string | null;
  /** The path of the folder that it is in. */
  folder: string;
  /** Removes temporary files. */
  close(): Promise<void>;
}

/**
 * Opens a path: a folder, an archive or any other file.
 * @throws {UsageError} If nothing is there, or if archives cannot be read.
 */
export async function openGiven(path: string, lessons: readonly string[], temporary?: string): Promise<Given> {
  const absolute = resolve(path);
  const name = basename(absolute);
  let file: string;
  try {
    file = await Deno.realPath(absolute); // an instructor may use links; a student may not
  } catch {
    throw new UsageError(`There is no folder or file ${path}: give the paths of the submissions.`);
  }
  const item = await diskItem(file, name, name);
  return await openItem(item, dirname(absolute), lessons, CLASS_LIMITS, temporary);
}

/**
 * Opens a folder, an archive or any other file.
 * @param folder The path of the folder that it is in.
 * @param limits How large an archive may be.
 * @throws {UsageError} If archives cannot be read.
 */
export async function openItem(
  item: Item,
  folder: string,
  lessons: readonly string[],
  limits: ArchiveLimits,
  temporary?: string,
): Promise<Given> {
  const { kind, name, path, content, problem } = item;
  const given: Given = { item, inside: null, problem: null, folder, close: () => Promise.resolve() };
  if (kind === "folder") return { ...given, inside: item };
  if (kind !== "file" || !isArchiveName(name)) return given;
  if (content === null) return { ...given, problem };
  let archive: OpenArchive | { problem: string };
  try {
    archive = await readArchive(content, path, lessons, limits, temporary);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return { ...given, problem: "cannot be read: copy it again." };
  }
  if ("problem" in archive) return { ...given, problem: archive.problem };
  return {
    ...given,
    inside: { ...item, kind: "folder", children: () => Promise.resolve(archive.items) },
    close: () => archive[Symbol.asyncDispose](),
  };
}
