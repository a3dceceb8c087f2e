/**
 * The results of a class, from which every report is made. They are made from the lines of the journal.
 * @module
 */
import type { Device } from "../../base/devices.ts";
import { UsageError } from "../../base/usage_error.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import type { Status } from "../../judge/run/record.ts";
import type { Written } from "../../judge/diagnosis/store.ts";
import type { Diagnosis } from "../../judge/diagnosis/symptoms.ts";
import type { Walls } from "../../judge/sandbox/walls/start_program.ts";
import type { GradingRules } from "../../base/grading_rules.ts";
import { addAttempts, type Attempts, best, filesThatCan } from "../journal/attempts.ts";
import { type AppliedRule, countedPoints, dropLowest, ruleFor, sumOf } from "../rules/counted_points.ts";
import { withZone } from "../rules/instant.ts";
import type {
  ClassEntry,
  Entry,
  GoneEntry,
  GradedCheck,
  GradedLesson,
  NotGradedEntry,
  PictureEntry,
  StudentEntry,
  StudentFile,
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
  /** The rules of the course, or null: points then count as the checks give them. */
  rules: GradingRules | null;
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
  /** The points reached in all lessons that count together. */
  points: number;
  /** The points of all lessons that count together, also of those that were not handed in. */
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
  /** The points reached that count, after the rules. */
  points: number;
  /** The points that can be reached, after the rules. */
  maxPoints: number;
  /** How the rules changed the points, or null if the course has none. */
  rule: AppliedRule | null;
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
  /** The shortened answers in checks that failed, by their ids; absent if a known mistake explains them. */
  evidence?: Record<string, Written>;
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
  rules: GradingRules | null;
  students: Map<string, StudentEntry | GoneEntry>;
  /** Everything that a student has handed in, also in earlier downloads. */
  attempts: Attempts;
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
    rules: null,
    students: new Map(),
    attempts: new Map(),
    files: { verdicts: new Map(), notGraded: new Map(), pictures: new Map() },
  };
}

/** Adds a line to those before it, and removes those that no longer count. */
function addLine(lines: Lines, entry: Entry): void {
  const { students, files } = lines;
  if (entry.type === "class") {
    lines.class = entry;
    if (entry.isAnew) { for (const map of Object.values(files)) map.clear(); }
  } else if (entry.type === "rules") lines.rules = entry.rules;
  else if (entry.type === "student" || entry.type === "gone") {
    students.set(entry.student, entry);
    addAttempts(lines.attempts, entry);
  } else if (entry.type === "verdict") files.verdicts.set(fileKey(entry), entry);
  else if (entry.type === "not graded") files.notGraded.set(fileKey(entry), entry);
  else if (entry.type === "picture") files.pictures.set(fileKey(entry), entry);
}

function resultsOf(lines: Lines): ClassResults {
  const { class: found, rules, students, files } = lines;
  if (!found) {
    throw new UsageError(
      'The journal has no line of the type "class", so there is nothing to report: grade the class.',
    );
  }
  const { course, seed } = found;
  const lessons = found.lessons.map((lesson) => ({ ...lesson, maxPoints: worthOf(lesson, rules) }));
  const sorted = [...students.values()].sort(byIdentifier);
  const entries = sorted.filter((entry) => entry.type === "student");
  const here = entries.map((entry) => studentResult(entry, found.lessons, lines));
  const gone = sorted.flatMap(({ type, student }) => type === "gone" ? student : []);
  const walls = here.flatMap(({ lessons }) => lessons.flatMap(({ walls }) => walls ?? []));
  const graded = new Set(lessons.map(({ id }) => id));
  const waiting = entries.flatMap((entry) => filesThatCan(rules?.counts, entry, lines.attempts))
    .filter(({ lesson }) => graded.has(lesson)).map(fileKey)
    .filter((key) => !files.verdicts.has(key) && !files.notGraded.has(key));
  return {
    ...{ course, seed, rules, lessons, students: here, gone, waiting: new Set(waiting).size },
    walls: walls.length > 0 ? walls.reduce((a, b) => a < b ? a : b) : null,
  };
}

/** The points that a lesson is worth for everybody; none if it does not count. */
function worthOf({ id, checks }: GradedLesson, rules: GradingRules | null): number {
  const { worth, dropped } = rules?.lessons?.[id] ?? {};
  return dropped ? 0 : worth ?? checks.reduce((sum, { points }) => sum + points, 0);
}

/** Compares code units: the order in every language, on every machine. */
function byIdentifier({ student: a }: { student: string }, { student: b }: { student: string }): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function studentResult(entry: StudentEntry, graded: readonly GradedLesson[], lines: Lines): StudentResult {
  const { student, name, email, ignored, refused, earlier = [] } = entry;
  const { rules } = lines;
  const all = graded.map((lesson) => lessonResult(lesson, entry, lines));
  const lessons = rules ? dropLowest(all, rules.dropLowest ?? 0) : all;
  const unused = rules?.counts === "best" ? [] : earlier.map(({ path }) => path);
  return {
    ...{ student, name, email, ...sumOf(lessons), lessons },
    ignored: [...ignored, ...unused].sort(),
    refused,
  };
}

/** The result of the file that counts. */
function lessonResult(graded: GradedLesson, entry: StudentEntry, lines: Lines): LessonResult {
  const { rules, attempts, files } = lines;
  const candidates = filesThatCan(rules?.counts, entry, attempts).filter(({ lesson }) => lesson === graded.id)
    .map((file) => withRules(resultOf(graded, file, files), entry, rules));
  const judged = candidates.filter(({ checks }) => checks.length > 0);
  return best(judged) ?? candidates.at(-1) ?? withRules(resultOf(graded, null, files), entry, rules);
}

function withRules(result: LessonResult, { student }: StudentEntry, rules: GradingRules | null): LessonResult {
  if (!rules) return result;
  // due dates are in UTC, and next to them, a time without a zone would be misread
  const submittedAt = result.submittedAt && withZone(result.submittedAt, rules.timeZone ?? "UTC");
  return { ...result, submittedAt, ...countedPoints(result, ruleFor(rules, student, result.lesson)) };
}

/** The result of a file; without one, the lesson is missing. */
function resultOf(
  { id: lesson, checks }: GradedLesson,
  file: StudentFile | null,
  { verdicts, notGraded, pictures }: Files,
): LessonResult {
  const maxPoints = checks.reduce((sum, { points }) => sum + points, 0);
  const without = {
    ...{ lesson, points: 0, maxPoints, checks: [], diagnosis: null, message: "", picture: null, pictureSummary: "" },
    ...{ rule: null, device: null, walls: null, seconds: null, gradedAt: null },
  };
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
    ...verdict.evidence ? { evidence: verdict.evidence } : {},
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
