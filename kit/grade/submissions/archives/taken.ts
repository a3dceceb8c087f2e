/**
 * Decides which files of an archive are taken out of it.
 * @module
 */
import { isArchiveName } from "../files/archive_name.ts";
import { lessonName } from "../files/lesson_name.ts";
import { pathProblem } from "../files/path_problem.ts";
import { isPlatformList } from "../files/platform_list.ts";
import { isSkippedFolder } from "../files/skipped_folders.ts";
import { LESSON_BYTES, LIST_BYTES, MOST_RATIO } from "./archive_limits.ts";
import type { ArchiveEntry, ArchiveRequest } from "./archive_listing.ts";

/** What an archive states about an entry. */
export interface StatedEntry {
  /** Its path. */
  path: string;
  /** What it is. */
  kind: ArchiveEntry["kind"];
  /** Its length in bytes. */
  size: number;
  /** Its length in the archive; null if that is unknown. */
  packedSize: number | null;
  /** Why it cannot be read at all, in words that follow its name; or null. */
  problem: string | null;
}

/** Whether an entry is taken; if its name says that it matters but it is not taken, also why. */
export function isTaken(entry: StatedEntry, request: ArchiveRequest): { taken: boolean; problem: string | null } {
  const { path, kind, size, packedSize } = entry;
  const leave = (problem: string | null) => ({ taken: false, problem });
  const parts = path.split("/");
  const name = parts.pop()!;
  if (kind !== "file" || parts.slice(1).some(isSkippedFolder)) return leave(null);
  const most = mostBytes(name, request);
  if (most === null || most === 0) return leave(null);
  const problem = pathProblem(path) ?? entry.problem;
  if (problem) return leave(problem);
  if (size > most) return leave(tooLong(size, most));
  if (packedSize !== null && size > LESSON_BYTES && size > packedSize * MOST_RATIO) {
    return leave(`is ${Math.round(size / Math.max(1, packedSize))} times as long as in the archive: pack it again.`);
  }
  return { taken: true, problem: null };
}

/** The words that follow the name of a file that is too long. */
export function tooLong(size: number, most: number): string {
  return `is ${megabytes(size)} MB long, but at most ${megabytes(most)} MB are read: is it the right file?`;
}

/** The largest size of a file that matters; null if it does not. */
function mostBytes(name: string, { lessons, limits }: ArchiveRequest): number | null {
  if (isPlatformList(name)) return LIST_BYTES;
  if (isArchiveName(name)) return limits.nestedBytes;
  return lessonName(name, lessons) ? LESSON_BYTES : null;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0).replace(/\.0$/, "");
}
