/**
 * What the layouts of platforms have in common.
 * @module
 */
import type { Item } from "../files/item.ts";

/** A folder or an archive, or the paths that were given together, and what is at its top. */
export interface Place {
  /** Its name: "export.zip". Empty for the paths that were given. */
  name: string;
  /** What is in it, in the order of the names. */
  items: readonly Item[];
}

/** How a platform exports the submissions of a class. */
export interface Layout {
  /** The name for `--layout`: "moodle". */
  name: string;
  /** What it is called in a sentence: "Moodle's export". */
  title: string;
  /** Whether the students are identified by the platform: the same identifier always means the same student. */
  isIdentified: boolean;
  /** Whether the identifiers are others for each assignment. */
  isNumberedAnew?: boolean;
  /** Whether a name that this platform has given to a file is unlike any other. */
  isUnmistakable?: boolean;
  /** Whether `place` looks as this platform writes it. */
  recognizes(place: Place): Promise<boolean>;
  /** Finds out what belongs to which student. */
  split(place: Place): Promise<Split>;
}

/** What belongs to which student. */
export interface Split {
  /** The students. The same student may be there more than once. */
  students: Handed[];
  /** What belongs to no student. */
  others: Item[];
  /** What else is wrong, a sentence each. */
  problems?: string[];
}

/** What a student has handed in. Names are as the platform wrote them: they may contain anything. */
export interface Handed {
  /** The student's identifier. */
  student: string;
  /** The student's name; null if the platform does not export it. */
  name: string | null;
  /** The student's email address; null if the platform does not export it. */
  email: string | null;
  /** What has been handed in, one after the other. */
  pieces: Piece[];
}

/** A file, folder or archive that a student has handed in. */
export interface Piece {
  /** What it is. */
  item: Item;
  /** The name of a file as the student handed it in, without what the platform has added. */
  name: string;
  /** When it was handed in, in ISO 8601, or null. */
  submittedAt: string | null;
  /** Whether the platform marks it as late, or null. */
  isLate: boolean | null;
  /** Among pieces with the same lesson, that with the largest order counts: the numbers are compared one by one. */
  order: readonly number[];
}

/** A piece about which the platform says nothing. */
export function plainPiece(item: Item): Piece {
  return { item, name: item.name, submittedAt: null, isLate: null, order: [] };
}

/** The order of pieces by the times at which they were handed in. A time without a zone counts as UTC. */
export function inTime(submittedAt: string | null): readonly [number] {
  if (submittedAt === null) return [0];
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(submittedAt);
  return [Date.parse(hasZone ? submittedAt : `${submittedAt}Z`) || 0];
}

/** Whether at least half of `items` fulfil a condition. What every system adds to folders does not count. */
export function areMostly(items: readonly Item[], condition: (item: Item) => boolean): boolean {
  const counted = items.filter(({ name }) => !isJunk(name));
  return counted.length > 0 && counted.filter(condition).length * 2 >= counted.length;
}

/** Whether an item is written by a system, not by a person: it is neither a submission nor a problem. */
export function isJunk(name: string): boolean {
  return /^(\.DS_Store|__MACOSX|Thumbs\.db|desktop\.ini|\.(?!\.?$).+)$/i.test(name);
}

/** The students and others of items that `handed` either recognizes or not. */
export function splitEach(items: readonly Item[], handed: (item: Item) => Handed | null): Split {
  const students: Handed[] = [];
  const others: Item[] = [];
  for (const item of items) {
    const found = handed(item);
    if (found) students.push(found);
    else if (!isJunk(item.name)) others.push(item);
  }
  return { students, others };
}
