/**
 * Brings the learner's lessons up to date with a newer course.
 * @module
 */
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isLessonFile, nameOf } from "../../base/lesson_number.ts";
import { shortPath } from "../../base/root.ts";
import { readLesson } from "../../judge/sandbox/lesson_file.ts";
import { backUp } from "../stubs/backup.ts";
import { keepStub, keptStubPath, readKeptStub, writeStub } from "../stubs/kept_stub.ts";
import { linesOf } from "../../base/lines_of.ts";
import { UsageError } from "../../base/usage_error.ts";
import { writeAtomically, writeNew } from "../../base/write.ts";
import { holdsAllOf, merge } from "./merge.ts";
import { isOlderStub } from "./older_stub.ts";

/** What happened to one lesson. */
export interface UpdateRecord {
  /** The lesson's id: "04_gradient_descent". */
  lesson: string;
  /** The path of its file. */
  path: string;
  /**
   * - `current`: the course has nothing new for it,
   * - `new`: it was missing, and is now the stub,
   * - `replaced`: nobody had written in it, and it is now the new stub,
   * - `merged`: it now contains the course's changes as well as the learner's,
   * - `conflict`: like `merged`, but where the learner and the course have changed the same lines, it contains both
   * versions,
   * - `left`: it is unchanged, and `reason` says why,
   * - `gone`: the course no longer has it; the learner's file is unchanged.
   */
  status: "current" | "new" | "replaced" | "merged" | "conflict" | "left" | "gone";
  /** Why the lesson was left unchanged, or something else that the learner must know, in a sentence; otherwise null. */
  reason: string | null;
  /** The path of a copy of the previous file; null if the learner's text did not change. */
  backup: string | null;
  /** The lines in which conflicts begin, counted from 1. */
  conflicts: number[];
  /** Its former id, if the course has given it another number; otherwise null. */
  from: string | null;
}

/** A lesson of the current course. */
export interface CourseLesson {
  /** The lesson's id. */
  id: string;
  /** Its stub, with \n at the end of every line. */
  stub: string;
}

/** Finds the stub from which a lesson may have begun, if no stub was kept; undefined if it finds none. */
export type FindOldStub = (lesson: string, text: string) => Promise<string | undefined>;

/**
 * Brings the lessons in `folder` up to date, one after the other. Each lesson is copied to `backups/` and then written
 * completely or not at all, so an interrupted update can be repeated. A lesson that cannot be read or written stays
 * unchanged.
 * @returns A record for each lesson of the course, and for each former lesson.
 */
export async function updateLessons(
  folder: string,
  lessons: readonly CourseLesson[],
  findOldStub: FindOldStub,
): Promise<UpdateRecord[]> {
  const moved = await moveRenumbered(folder, lessons);
  const records: UpdateRecord[] = [];
  for (const { id, stub } of lessons) {
    const record = newRecord(folder, id, moved.get(id));
    try {
      await updateLesson(record, stub, findOldStub);
    } catch (error) {
      record.reason = sentenceOf(error);
    }
    records.push(record);
  }
  for (const id of await formerIds(folder, lessons)) records.push({ ...newRecord(folder, id), status: "gone" });
  return records;
}

function newRecord(folder: string, lesson: string, from: string | null = null): UpdateRecord {
  const path = join(folder, `${lesson}.ts`);
  return { lesson, path, status: "left", reason: null, backup: null, conflicts: [], from };
}

/** Brings one lesson up to date, and notes in `record` what happened. */
async function updateLesson(record: UpdateRecord, stub: string, findOldStub: FindOldStub): Promise<void> {
  const { lesson, path } = record;
  const text = await lessonText(path);
  if (text === undefined) {
    await keepStub(path, stub); // this can come before the lesson, because there is no lesson yet
    record.status = await writeNew(path, stub) ? "new" : "current";
    return;
  }
  const yours = linesOf(text).join("\n");
  const kept = await readKeptStub(path);
  if (yours === stub || kept === stub || kept === undefined && holdsAllOf(yours, stub)) {
    record.status = "current";
    await keepStub(path, stub);
    return;
  }
  const former = kept ?? await findOldStub(lesson, yours);
  if (yours === former) {
    await requireUnchanged(path, text);
    await writeStub(path, stub);
    record.status = "replaced";
    return;
  }
  const base = former ?? (isOlderStub(yours, stub) ? yours : undefined);
  if (base === undefined) {
    await keepStub(path, stub); // from now on, every line that is not in the stub counts as the learner's
    record.reason =
      "The stub that this lesson started from cannot be found, so your lines cannot be told apart from the course's. " +
      `The current stub is in ${shortPath(keptStubPath(path))}: copy what you need from it.`;
    return;
  }
  const merged = merge(yours, base, stub);
  if (merged.text === yours) {
    record.status = "current";
    await keepStub(path, stub);
    return;
  }
  record.backup = await backUp(path) ?? null;
  await requireUnchanged(path, text);
  await writeAtomically(path, isWindows(text) ? merged.text.replaceAll("\n", "\r\n") : merged.text);
  record.status = merged.conflicts.length > 0 ? "conflict" : "merged";
  record.conflicts = merged.conflicts;
  await keepStub(path, stub);
}

/**
 * Gives each of the learner's lessons its new number in the course: 07_data becomes 08_data. If the learner has already
 * begun a file with the new name, that file is not replaced.
 * @returns The former ids, by the new ones.
 */
async function moveRenumbered(folder: string, lessons: readonly CourseLesson[]): Promise<Map<string, string>> {
  const moved = new Map<string, string>();
  for (const id of await formerIds(folder, lessons)) {
    const heir = lessons.find((lesson) => nameOf(lesson.id) === nameOf(id));
    if (!heir) continue;
    const [from, to] = [id, heir.id].map((name) => join(folder, `${name}.ts`));
    try {
      const begun = await lessonText(to);
      if (begun !== undefined && linesOf(begun).join("\n") !== await readKeptStub(to)) continue;
      await Deno.rename(from, to); // first, because without its stub it would count as the learner's own
      moved.set(heir.id, id);
      await Deno.rename(keptStubPath(from), keptStubPath(to));
    } catch {
      // it cannot be read or moved, so it stays where it is, and is reported at the end of the list
    }
  }
  return moved;
}

/** The ids of the course's former lessons in a folder. Other files are the learner's own. */
async function formerIds(folder: string, lessons: readonly CourseLesson[]): Promise<string[]> {
  const ids: string[] = [];
  for (const id of await idsIn(folder)) {
    const isFormer = lessons.every((lesson) => lesson.id !== id);
    if (isFormer && await readKeptStub(join(folder, `${id}.ts`)) !== undefined) ids.push(id);
  }
  return ids;
}

/** The ids of the files in a folder of lessons, in order. */
async function idsIn(folder: string): Promise<string[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    return names.filter((name) => isLessonFile(name)).map((name) => basename(name, ".ts")).sort();
  } catch {
    return []; // there is no folder yet, or the problem is noticed when a lesson is written
  }
}

/**
 * The exact text of a lesson, with its line ends and byte order mark; undefined if there is no file.
 * @throws {Error} If it is not an ordinary text file, or if it contains conflict marks. The message is one sentence.
 */
async function lessonText(path: string): Promise<string | undefined> {
  if (readLesson(pathToFileURL(path).href) === null) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await Deno.readFile(path));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError("The lesson is not text in UTF-8: save it as UTF-8 in your editor.");
  }
}

/** @throws {UsageError} If the lesson's text is no longer `text`, because the learner has saved it. */
async function requireUnchanged(path: string, text: string): Promise<void> {
  if (await lessonText(path) !== text) throw new UsageError("It was saved just now: update once more.");
}

function isWindows(text: string): boolean {
  return /^[^\n]*\r\n/.test(text);
}

function sentenceOf(error: unknown): string {
  if (error instanceof Deno.errors.PermissionDenied) return "It is not readable: check its permissions.";
  return (error as Error).message;
}
