/**
 * The results of a class, from which every report is made. They are made from the lines of the journal.
 * @module
 */
import type { Device } from "../../base/devices.ts";
import { UsageError } from "../../base/usage_error.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import type { Status } from "../../judge/run/record.ts";
import type { Diagnosis } from "../../judge/diagnosis/symptoms.ts";
import type { Walls } from "../../judge/sandbox/walls/start_program.ts";
import type {
  ClassEntry,
  Entry,
  GoneEntry,
  GradedCheck,
  GradedLesson,
  NotGradedEntry,
  PictureEntry,
  StudentEntry,
  VerdictEntry,
} from "../journal/entry.ts";
import { fileKey } from "../journal/file_key.ts";

/** The results of a class. */
export interface ClassResults {
  /** The name of the course. */
  course: string;
  /** The seed that the checks gave to the lessons. */
  seed: number;
  /** The smallest number of walls that stood around any lesson; null if nothing has been judged. */
  walls: Walls | null;
  /** The lessons that are graded, in the order of the course. */
  lessons: (GradedLesson & { maxPoints: number })[];
  /** The students, in the order of their identifiers. */
  students: StudentResult[];
  /** The identifiers of students whose submissions are no longer there, in the same order. They have no results. */
  gone: string[];
  /** How many files still have to be judged. The reports say so while this is not 0. */
  waiting: number;
}

/** The result of a student. */
export interface StudentResult {
  /** The student's identifier. */
  student: string;
  /** The student's name as people write it. */
  name: string;
  /** The student's email address, or null. */
  email: string | null;
  /** The points reached in all lessons together. */
  points: number;
  /** The points of all lessons together, also of those that were not handed in. */
  maxPoints: number;
  /** A result for each lesson of the class, in the same order. */
  lessons: LessonResult[];
  /** The paths of files that are not lessons. */
  ignored: string[];
  /** Files that are not graded although they look like lessons, with the reason in a sentence. */
  refused: { path: string; reason: string }[];
}

/**
 * The state of a lesson in a submission. "missing": it was not handed in; "waiting": it has not been judged yet; "not
 * graded": it could not be judged, and the student is not to blame. Otherwise, it is `pass` if every check passed, and
 * else the status of the check that a learner should look at first.
 */
export type LessonStatus = Status | "missing" | "waiting" | "not graded";

/** The result of a student in a lesson. */
export interface LessonResult {
  /** The lesson's id. */
  lesson: string;
  /** The state of the lesson. */
  status: LessonStatus;
  /** The points reached. */
  points: number;
  /** The points that can be reached. */
  maxPoints: number;
  /** When it was handed in, in ISO 8601, or null. */
  submittedAt: string | null;
  /** Whether the platform marks it as late, or null. */
  isLate: boolean | null;
  /** The path of the file in the submission, or null. */
  path: string | null;
  /** The SHA-256 of the file, or null. */
  sha256: string | null;
  /** The verdicts on the checks; empty if it was not judged. */
  checks: GradedCheck[];
  /** The known mistake with the same results in every check that failed, or null. */
  diagnosis: Diagnosis | null;
  /** Why it was not graded; empty otherwise. */
  message: string;
  /** The name of the picture in `grades/pictures/`, or null. */
  picture: string | null;
  /** The description of the picture in a line of text; empty if there is none. */
  pictureSummary: string;
  /** Where TF.js ran; null if it was not judged. */
  device: string | null;
  /** The number of walls around the lesson; null if it was not judged. */
  walls: Walls | null;
  /** How long judging took, in seconds; null if it was not judged. */
  seconds: number | null;
  /** When it was judged, in ISO 8601; null if it was not judged. */
  gradedAt: string | null;
}

/** What the journal says about the files, by lesson and SHA-256. */
interface Files {
  verdicts: Map<string, VerdictEntry>;
  notGraded: Map<string, NotGradedEntry>;
  pictures: Map<string, PictureEntry>;
}

/** The lines of a journal that count. */
interface Lines {
  class: ClassEntry | null;
  students: Map<string, StudentEntry | GoneEntry>;
  files: Files;
}

/**
 * Makes the results of a class from the lines of its journal. No verdict before the last `class` line that begins anew
 * counts. Of several lines about the same class, student or file, the last one counts.
 * @throws {UsageError} If there is no `class` line.
 */
export function classResults(entries: Iterable<Entry>): ClassResults {
  const lines = noLines();
  for (const entry of entries) addLine(lines, entry);
  return resultsOf(lines);
}

/** The same as {@linkcode classResults}. Of the journal, only the lines that count are in memory at the same time. */
export async function readClassResults(entries: AsyncIterable<Entry>): Promise<ClassResults> {
  const lines = noLines();
  for await (const entry of entries) addLine(lines, entry);
  return resultsOf(lines);
}

function noLines(): Lines {
  return {
    class: null,
    students: new Map(),
    files: { verdicts: new Map(), notGraded: new Map(), pictures: new Map() },
  };
}

/** Adds a line to those before it, and removes those that no longer count. */
function addLine(lines: Lines, entry: Entry): void {
  const { students, files } = lines;
  if (entry.type === "class") {
    lines.class = entry;
    if (entry.isAnew) { for (const map of Object.values(files)) map.clear(); }
  } else if (entry.type === "student" || entry.type === "gone") students.set(entry.student, entry);
  else if (entry.type === "verdict") files.verdicts.set(fileKey(entry), entry);
  else if (entry.type === "not graded") files.notGraded.set(fileKey(entry), entry);
  else if (entry.type === "picture") files.pictures.set(fileKey(entry), entry);
}

function resultsOf({ class: found, students, files }: Lines): ClassResults {
  if (!found) {
    throw new UsageError(
      'The journal has no line of the type "class", so there is nothing to report: grade the class.',
    );
  }
  const { course, seed } = found;
  const lessons = found.lessons.map((lesson) => ({ ...lesson, maxPoints: sum(lesson.checks, ({ points }) => points) }));
  const sorted = [...students.values()].sort(byIdentifier);
  const here = sorted.flatMap((entry) => entry.type === "student" ? studentResult(entry, lessons, files) : []);
  const gone = sorted.flatMap(({ type, student }) => type === "gone" ? student : []);
  const all = here.flatMap((student) => student.lessons);
  const walls = all.flatMap(({ walls }) => walls ?? []);
  const waiting = new Set(all.filter(({ status }) => status === "waiting").map(fileKey));
  return {
    ...{ course, seed, lessons, students: here, gone, waiting: waiting.size },
    walls: walls.length > 0 ? walls.reduce((a, b) => a < b ? a : b) : null,
  };
}

/** Compares code units: the order in every language, on every machine. */
function byIdentifier({ student: a }: { student: string }, { student: b }: { student: string }): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function studentResult(entry: StudentEntry, classLessons: ClassResults["lessons"], files: Files): StudentResult {
  const { student, name, email, ignored, refused } = entry;
  const lessons = classLessons.map((lesson) => lessonResult(lesson, entry, files));
  return {
    ...{ student, name, email },
    points: sum(lessons, ({ points }) => points),
    maxPoints: sum(lessons, ({ maxPoints }) => maxPoints),
    ...{ lessons, ignored, refused },
  };
}

function lessonResult(
  { id: lesson, maxPoints }: ClassResults["lessons"][number],
  student: StudentEntry,
  { verdicts, notGraded, pictures }: Files,
): LessonResult {
  const without = {
    ...{ lesson, points: 0, maxPoints, checks: [], diagnosis: null, message: "", picture: null, pictureSummary: "" },
    ...{ device: null, walls: null, seconds: null, gradedAt: null },
  };
  const file = student.files.find((file) => file.lesson === lesson);
  if (!file) return { ...without, status: "missing", submittedAt: null, isLate: null, path: null, sha256: null };
  const { submittedAt, isLate, path, sha256 } = file;
  const handedIn = { ...without, submittedAt, isLate, path, sha256 };
  const verdict = verdicts.get(fileKey(file));
  if (!verdict) {
    const why = notGraded.get(fileKey(file));
    return why ? { ...handedIn, status: "not graded", message: why.message } : { ...handedIn, status: "waiting" };
  }
  const picture = pictures.get(fileKey(file));
  return {
    ...handedIn,
    status: statusOf(verdict.checks),
    ...{ points: verdict.points, maxPoints: verdict.maxPoints, checks: verdict.checks, diagnosis: verdict.diagnosis },
    ...{ picture: picture?.file ?? null, pictureSummary: picture?.summary ?? "" },
    ...{ device: deviceText(verdict.device), walls: verdict.walls },
    ...{ seconds: verdict.seconds, gradedAt: verdict.gradedAt },
  };
}

/** The status of a lesson: that of the check that a learner should look at first. No lesson passes without a check. */
export function statusOf(checks: readonly GradedCheck[]): Status {
  return firstUnsolved(checks)?.status ?? (checks.length > 0 ? "pass" : "skipped");
}

function deviceText({ backend, adapter }: Device): string {
  return adapter === null ? backend : `${backend} (${adapter})`;
}

function sum<T>(items: readonly T[], valueOf: (item: T) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
