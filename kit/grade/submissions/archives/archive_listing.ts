/**
 * What the program that reads an archive prints.
 * @module
 */
import type { ArchiveFormat } from "./archive_format.ts";
import type { ArchiveLimits } from "./archive_limits.ts";

/** What the program is asked, in JSON, as its argument. */
export interface ArchiveRequest {
  /** The path of the archive. */
  archive: string;
  /** The format of the archive. */
  format: ArchiveFormat;
  /** The folder for the files that are taken. Each is named by its number. */
  folder: string;
  /** The ids of the lessons. */
  lessons: readonly string[];
  /** How large it may be. */
  limits: ArchiveLimits;
}

/** An entry of an archive. */
export interface ArchiveEntry {
  /** Its path, as it is written in the archive. */
  path: string;
  /** What it is. */
  kind: "file" | "folder" | "link" | "other";
  /** The length of the file in bytes. */
  size: number;
  /** The number under which its bytes were written; null if they were not taken. */
  number: number | null;
  /** Why the file was not taken although its name says that it matters, in words that follow its name; or null. */
  problem: string | null;
}

/** What the program prints, in JSON: the entries, or why the archive is not read, in words that follow its name. */
export type ArchiveListing = { entries: ArchiveEntry[] } | { problem: string };

/** Words that follow the name of an archive, for what is thrown to end the reading. */
export class ArchiveProblem extends Error {}

/**
 * The listing in a text that the program printed. The program has read a stranger's archive, so the text is not trusted.
 * @throws {SyntaxError | TypeError} If it is not a listing.
 */
export function parseListing(text: string): ArchiveListing {
  const value: unknown = JSON.parse(text);
  if (isRecord(value) && typeof value.problem === "string") return { problem: value.problem };
  if (!isRecord(value) || !Array.isArray(value.entries)) throw new TypeError("This is not the listing of an archive.");
  const seen = new Set<number>();
  return {
    entries: value.entries.map((entry: unknown) => {
      if (!isEntry(entry) || entry.number !== null && seen.has(entry.number)) {
        throw new TypeError("This is not an entry of an archive.");
      }
      if (entry.number !== null) seen.add(entry.number);
      const { path, kind, size, number, problem } = entry;
      return { path, kind, size, number, problem };
    }),
  };
}

function isEntry(value: unknown): value is ArchiveEntry {
  return isRecord(value) && typeof value.path === "string" && isCount(value.size) &&
    ["file", "folder", "link", "other"].includes(value.kind as string) &&
    (value.number === null || isCount(value.number)) &&
    (value.problem === null || typeof value.problem === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && value as number >= 0;
}
