/**
 * Looks for the level of a folder or archive at which the students are.
 * @module
 */
import { isArchiveName } from "./files/archive_name.ts";
import type { Item } from "./files/item.ts";
import { lessonName } from "./files/lesson_name.ts";
import { isSkippedFolder } from "./files/skipped_folders.ts";
import { isJunk, type Layout, type Place } from "./layouts/layout.ts";
import { students } from "./layouts/students.ts";

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

/** The platform that a folder or an archive comes from, and the level of its students; null if none is recognized. */
export async function platformOf(inside: Item | null, platforms: readonly Layout[]) {
  for (const place of inside === null ? [] : await placesIn(inside)) {
    for (const platform of platforms) if (await platform.recognizes(place)) return { platform, place };
  }
  return null;
}

/** What a folder or an archive without a platform contains. */
export type Contents = "student" | "students" | "nothing";

/** Whether lessons are at the top of a place, or in its folder `lessons/`. */
export async function hasLessons({ items }: Place, lessons: readonly string[]): Promise<boolean> {
  const isLesson = isLessonOf(lessons);
  if (items.some(isLesson)) return true;
  const folder = items.find(({ kind, name }) => kind === "folder" && name.toLowerCase() === "lessons");
  return folder !== undefined && (await folder.children().catch(() => [])).some(isLesson);
}

/**
 * Whether a folder or an archive is that of a student, or contains one for each student. A student's has lessons at its
 * top or in `lessons/`, perhaps with a folder around them; that of a class has them, or archives, further down.
 * @param isAlone Whether it is a folder, and all that was given: then a folder in it is that of a student, even if there
 * is only one. Otherwise it is one of several, or an archive, in which many programs put a folder around everything.
 */
export async function contentsOf(item: Item, lessons: readonly string[], isAlone: boolean): Promise<Contents> {
  const isLesson = isLessonOf(lessons);
  const [top, ...others] = await placesIn(item);
  for (const place of isAlone ? [top] : [top, ...others]) if (await hasLessons(place, lessons)) return "student";
  const waiting = [item];
  for (let searched = 0; waiting.length > 0 && searched < MOST_SEARCHED; searched++) {
    for (const child of await waiting.shift()!.children().catch(() => [])) {
      if (isLesson(child) || child.kind === "file" && isArchiveName(child.name)) return "students";
      if (child.kind === "folder" && !isSkippedFolder(child.name)) waiting.push(child);
    }
  }
  return "nothing";
}

/**
 * The level of the students in a folder without lessons of its own: that of the last of `places`, if several folders or
 * archives are there; otherwise the last is inside the submission of the only student, and the first is the level.
 * `homework/homework/` counts as one level, because this is how systems unpack `homework.zip`.
 */
export async function studentsPlace(places: readonly Place[], lessons: readonly string[]): Promise<Place> {
  const last = places.at(-1)!;
  const inLast = (await students.split(last)).students.length;
  if (inLast > 1 && !await hasLessons(last, lessons)) return last;
  const first = places.findIndex(({ name }, i) => name !== places[i + 1]?.name);
  return places[Math.min(first, Math.max(0, places.length - 2))];
}

function isLessonOf(lessons: readonly string[]): (item: Item) => boolean {
  return ({ kind, name }) => kind === "file" && lessonName(name, lessons)?.isExact === true;
}
