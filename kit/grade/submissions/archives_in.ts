/**
 * Opens the archives in a folder that contains nothing else, such as a folder with what was downloaded.
 * @module
 */
import { type ArchiveLimits, CLASS_LIMITS, STUDENT_LIMITS } from "./archives/archive_limits.ts";
import { isArchiveName } from "./files/archive_name.ts";
import type { Item } from "./files/item.ts";
import { type Given, openItem } from "./given.ts";
import { isJunk, type Layout } from "./layouts/layout.ts";
import { hasLessons, platformOf } from "./place.ts";

/** The archives in a folder. */
export interface ArchivesIn {
  /** The archives, opened as if their paths had been given. Close them at the end. */
  archives: Given[];
  /** The files beside them. */
  others: readonly Item[];
}

/** A folder that is not read like the archives in it. */
const NONE: ArchivesIn = { archives: [], others: [] };

/**
 * Opens the only archive in a folder, or several if all are exports of `platforms`.
 * @param platforms The platforms that may be recognized; empty if what was given must not be looked into.
 * @returns No archives if they are those of students, or if something beside them may be a submission.
 * @throws {UsageError} If archives cannot be read.
 */
export async function archivesIn(
  { inside }: Given,
  platforms: readonly Layout[],
  lessons: readonly string[],
  temporary?: string,
): Promise<ArchivesIn> {
  if (inside === null || platforms.length === 0 || await platformOf(inside, platforms)) return NONE;
  const items = (await inside.children().catch(() => [])).filter(({ name }) => !isJunk(name));
  const isArchive = ({ kind, name }: Item) => kind === "file" && isArchiveName(name);
  const [found, others] = [items.filter(isArchive), items.filter((item) => !isArchive(item))];
  if (others.some(({ kind }) => kind === "folder") || await hasLessons({ name: "", items }, lessons)) return NONE;
  const open = (item: Item, limits: ArchiveLimits) => openItem(item, inside.path, lessons, limits, temporary);
  if (found.length > 1) {
    // any of them may be a student's, so the limits are a student's: the names of files are enough here
    for (const item of found) {
      const archive = await open(item, STUDENT_LIMITS);
      const isExport = await platformOf(archive.inside, platforms) !== null;
      await archive.close();
      if (!isExport) return NONE;
    }
  }
  const archives: Given[] = [];
  for (const item of found) archives.push(await open(item, CLASS_LIMITS));
  return archives.length === 0 ? NONE : { archives, others };
}
