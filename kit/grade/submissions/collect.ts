/**
 * Collects the lessons of a student from what the student has handed in.
 * @module
 */
import { printableName } from "../../base/printable.ts";
import { UsageError } from "../../base/usage_error.ts";
import { LESSON_BYTES, STUDENT_LIMITS } from "./archives/archive_limits.ts";
import { type OpenArchive, readArchive } from "./archives/read_archive.ts";
import { tooLong } from "./archives/taken.ts";
import { isArchiveName } from "./files/archive_name.ts";
import { isClassFolder } from "./files/class_folder.ts";
import { inOrder, type Item } from "./files/item.ts";
import { lessonName } from "./files/lesson_name.ts";
import { pathProblem } from "./files/path_problem.ts";
import { isPlatformList } from "./files/platform_list.ts";
import { isSkippedFolder } from "./files/skipped_folders.ts";
import { type Handed, isJunk, type Piece } from "./layouts/layout.ts";
import type { Refusal, Submission, SubmittedLesson } from "./submission.ts";

/** The most names of other files that are listed, and the most refusals. */
const MOST_LISTED = 100;

/** The most files and folders that are looked at: the whole course folder with Git's files has some thousands. */
const MOST_ITEMS = STUDENT_LIMITS.files;

/**
 * The most files that claim to be lessons, and the most bytes of all of them: a student could hand in thousands, and all
 * must be compared. 22 lessons in three versions have 1 MB.
 */
const [MOST_CLAIMS, CLAIMED_BYTES] = [300, 30e6];

/** The most earlier files for a lesson that are kept: a student could hand in hundreds, and all might be judged. */
const MOST_EARLIER = 10;

/** The most archives that are opened: reading one may take half a minute, and a student could hand in thousands. */
const MOST_ARCHIVES = 30;

/** The longest path and the longest name of a file in a sentence that are shown, in characters. */
const [MOST_PATH, MOST_NAME] = [500, 80];

/** The folder of the course in which students write, and one that shows that it is the course. */
const [LESSONS, KIT] = ["lessons", "kit"];

/** A file that claims to be a lesson. */
interface Candidate extends SubmittedLesson {
  order: readonly number[];
}

/**
 * Reads what a student has handed in. Whatever is wrong with it, the rest is collected.
 * @param lessons The ids of the lessons.
 * @param temporary The folder in which archives are unpacked; by default, the system's folder for temporary files.
 * @throws {UsageError} If archives cannot be read, because the installation is broken.
 */
export async function collect(
  { student, name, email, pieces }: Handed,
  lessons: readonly string[],
  temporary?: string,
): Promise<Submission> {
  const collector = new Collector(lessons, temporary);
  for (const piece of pieces) await collector.add(piece);
  return { student, name: name ?? student, email, ...collector.result() };
}

class Collector {
  readonly #lessons: readonly string[];
  readonly #temporary: string | undefined;
  readonly #candidates: Candidate[] = [];
  readonly #earlier: SubmittedLesson[] = [];
  readonly #similar: { lesson: string; path: string }[] = [];
  readonly #ignored: string[] = [];
  readonly #refused: Refusal[] = [];
  #looked = 0;
  #claimedBytes = 0;
  #archives = 0;

  constructor(lessons: readonly string[], temporary: string | undefined) {
    this.#lessons = lessons;
    this.#temporary = temporary;
  }

  async add(piece: Piece): Promise<void> {
    await this.#visit(piece.item, piece.name, piece);
  }

  /** What has been found. */
  result(): Pick<Submission, "lessons" | "earlier" | "ignored" | "refused"> {
    const lessons: SubmittedLesson[] = [];
    for (const lesson of [...this.#lessons].sort(inOrder)) {
      const chosen = this.#choose(lesson);
      if (chosen) lessons.push(chosen);
    }
    for (const { lesson, path } of this.#similar) {
      if (lessons.some((found) => found.lesson === lesson)) this.#ignored.push(path);
      else this.#refuse(path, `is not named ${lesson}.ts: rename it.`);
    }
    const shown = (path: string) => path.split("/").map((part) => printableName(part)).join("/").slice(0, MOST_PATH);
    const withShownPath = (lesson: SubmittedLesson) => ({ ...lesson, path: shown(lesson.path) });
    return {
      lessons: lessons.map(withShownPath),
      earlier: this.#earlier.map(withShownPath),
      ignored: this.#ignored.map(shown).sort(inOrder).slice(0, MOST_LISTED),
      refused: this.#refused.map(({ path, reason }) => ({ path: shown(path), reason }))
        .sort((a, b) => inOrder(a.path, b.path) || inOrder(a.reason, b.reason)).slice(0, MOST_LISTED),
    };
  }

  async #visit(item: Item, name: string, piece: Piece): Promise<void> {
    if (++this.#looked > MOST_ITEMS) {
      if (this.#looked === MOST_ITEMS + 1) {
        this.#refuse(
          item.path,
          `is not read, like all that follows: ${MOST_ITEMS.toLocaleString("en")} files are too many.`,
        );
      }
      return;
    }
    if (item.kind === "folder") return await this.#visitFolder(item, piece);
    if (item.kind === "link") return this.#refuse(item.path, "is a link: hand in the file itself.");
    if (item.kind === "other") return this.#refuse(item.path, item.problem ?? "is a device or a pipe: hand in a file.");
    if (isArchiveName(name)) return await this.#visitArchive(item, piece);
    const found = lessonName(name, this.#lessons);
    if (!found) return this.#ignore(item);
    if (!found.isExact) return void this.#similar.push({ lesson: found.lesson, path: item.path });
    const problem = pathProblem(item.path) ?? item.problem ??
      (item.size > LESSON_BYTES ? tooLong(item.size, LESSON_BYTES) : null);
    if (problem) return this.#refuse(item.path, problem);
    await this.#read(item, found.lesson, piece);
  }

  /**
   * In the folder of the course, lessons are in `lessons/`. Its other folders contain the same names: the solutions, the
   * templates, the lessons of the tests.
   */
  async #visitFolder(folder: Item, piece: Piece): Promise<void> {
    const items = await folder.children().catch(() => null);
    if (items === null) return this.#refuse(folder.path, "is a folder that cannot be read: copy it again.");
    if (isClassFolder(folder, items)) return this.#ignore(folder);
    const isCourse = [LESSONS, KIT].every((name) => items.some((item) => item.kind === "folder" && item.name === name));
    for (const item of items) {
      const isLeftOut = item.kind === "folder" &&
        (isSkippedFolder(item.name) || isCourse && item.name !== LESSONS);
      if (isLeftOut) this.#ignore(item);
      else await this.#visit(item, item.name, piece);
    }
  }

  async #visitArchive(item: Item, piece: Piece): Promise<void> {
    if (item.problem) return this.#refuse(item.path, item.problem);
    if (item.content === null) {
      return this.#refuse(item.path, "is an archive in an archive, which is not opened: hand in the files themselves.");
    }
    if (++this.#archives > MOST_ARCHIVES) {
      return this.#refuse(item.path, "is one of too many archives: hand in all lessons in a single one.");
    }
    let archive: OpenArchive | { problem: string };
    try {
      archive = await readArchive(item.content, item.path, this.#lessons, STUDENT_LIMITS, this.#temporary);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      return this.#refuse(item.path, "cannot be read: copy it again.");
    }
    if ("problem" in archive) return this.#refuse(item.path, archive.problem);
    await using opened = archive;
    const top: Item = { ...item, kind: "folder", children: () => Promise.resolve(opened.items) };
    await this.#visitFolder(top, piece);
  }

  async #read({ path, content, size }: Item, lesson: string, piece: Piece): Promise<void> {
    const { submittedAt, isLate, order } = piece;
    this.#claimedBytes += size;
    if (this.#candidates.length === MOST_CLAIMS || this.#claimedBytes > CLAIMED_BYTES) {
      return this.#refuse(path, "is one of too many files with the names of lessons: hand in each lesson once.");
    }
    try {
      const bytes = await Deno.readFile(content!);
      this.#candidates.push({ lesson, path, bytes, submittedAt, isLate, order });
    } catch {
      this.#refuse(path, "cannot be read: copy it again.");
    }
  }

  /** The file that counts as a student's answer to a lesson, or null. The others are refused or ignored. */
  #choose(lesson: string): SubmittedLesson | null {
    const claims = this.#candidates.filter((candidate) => candidate.lesson === lesson);
    const key = ({ path }: Candidate) => path.normalize("NFC").toLowerCase();
    const isTwin = (a: Candidate, b: Candidate) =>
      a !== b && key(a) === key(b) && compareOrders(a.order, b.order) === 0;
    const twice = claims.filter((a) => claims.some((b) => isTwin(a, b)));
    for (const { path } of twice) {
      this.#refuse(path, "is there twice, in names that differ at most in case: hand in one of them.");
    }
    const distinct = claims.filter((claim) => !twice.includes(claim));
    const newest = distinct.filter((a) => distinct.every((b) => compareOrders(a.order, b.order) >= 0));
    const older = distinct.filter((claim) => !newest.includes(claim)).sort((a, b) => compareOrders(b.order, a.order));
    for (const { path } of older.slice(MOST_EARLIER)) this.#ignored.push(path);
    this.#earlier.push(...older.slice(0, MOST_EARLIER).reverse().map(withoutOrder));
    if (newest.length === 0) return null;
    const [first, ...others] = newest;
    if (others.some(({ bytes }) => !areEqual(first.bytes, bytes))) {
      for (const { path } of newest) {
        this.#refuse(path, `is one of ${newest.length} different files for lesson ${lesson}: hand in one of them.`);
      }
      return null;
    }
    for (const { path } of others) this.#ignored.push(path);
    return withoutOrder(first);
  }

  #ignore({ name, path, kind }: Item): void {
    if (isJunk(name) || isPlatformList(name) || this.#ignored.length >= MOST_ITEMS) return;
    this.#ignored.push(kind === "folder" ? `${path}/` : path);
  }

  /** @param words What follows the name of the file in the sentence. */
  #refuse(path: string, words: string): void {
    this.#refused.push({ path, reason: `${printableName(path.slice(path.lastIndexOf("/") + 1), MOST_NAME)} ${words}` });
  }
}

function withoutOrder({ order: _, ...lesson }: Candidate): SubmittedLesson {
  return lesson;
}

function compareOrders(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((number, i) => number !== b[i]);
  return i < 0 ? 0 : a[i] - (b[i] ?? 0);
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
