/**
 * Looks for the level of a folder or archive at which the students are.
 * @module
 */
import { isArchiveName } from "./files/archive_name.ts";
import type { Item } from "./files/item.ts";
import { lessonName } from "./files/lesson_name.ts";
import { isSkippedFolder } from "./files/skipped_folders.ts";
import { isJunk, type Place } from "./layouts/layout.ts";

/** How many folders that contain only one folder may be around the students: a browser or a system adds one or two. */
const MOST_AROUND = 3;

/** How many folders are searched for a lesson before the search is given up. */
const MOST_SEARCHED = 2000;

/** The inside of `item`, and of the only folder in it, and so on: the students may be in any of them. */
export async function placesIn(item: Item): Promise<Place[]> {
  const places: Place[] = [];
  for (let at: Item | undefined = item; at && places.length <= MOST_AROUND;) {
    const items: Item[] = await at.children().catch(() => []);
    places.push({ name: at.name, items });
    const seen = items.filter(({ name }) => !isJunk(name));
    at = seen.length === 1 && seen[0].kind === "folder" ? seen[0] : undefined;
  }
  return places;
}

/** What a folder or an archive without a platform contains. */
export type Contents = "student" | "students" | "nothing";

/**
 * Whether a folder or an archive is that of a student, or contains one for each student. A student's has lessons at its
 * top or in `lessons/`; that of a class has them, or archives, further down.
 */
export async function contentsOf(item: Item, lessons: readonly string[]): Promise<Contents> {
  const isLesson = ({ kind, name }: Item) => kind === "file" && lessonName(name, lessons)?.isExact === true;
  for (const { items } of await placesIn(item)) {
    if (items.some(isLesson)) return "student";
    const folder = items.find(({ kind, name }) => kind === "folder" && name.toLowerCase() === "lessons");
    if (folder && (await folder.children().catch(() => [])).some(isLesson)) return "student";
  }
  const waiting = [item];
  for (let searched = 0; waiting.length > 0 && searched < MOST_SEARCHED; searched++) {
    for (const child of await waiting.shift()!.children().catch(() => [])) {
      if (isLesson(child) || child.kind === "file" && isArchiveName(child.name)) return "students";
      if (child.kind === "folder" && !isSkippedFolder(child.name)) waiting.push(child);
    }
  }
  return "nothing";
}
