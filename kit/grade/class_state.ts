/**
 * What the journal of a class says so far: how it is graded, who handed in what, and which files have been judged.
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { digitsOf } from "../base/lesson_number.ts";
import { canDraw } from "../judge/run/can_draw.ts";
import type { Walls } from "../judge/sandbox/walls/start_program.ts";
import type { StudentRecord } from "./grade_record.ts";
import type { ClassEntry, Entry, GradedLesson, StudentEntry, StudentFile, VerdictEntry } from "./journal/entry.ts";
import { fileKey } from "./journal/file_key.ts";
import type { Journal } from "./journal/journal.ts";
import { hiddenChecks } from "./reports/as_shown.ts";
import { type LessonStatus, statusOf } from "./reports/class_results.ts";
import { addAttempts, type Attempts, best, filesThatCan } from "./journal/attempts.ts";
import { countedPoints, dropLowest, type Reached, ruleFor, sumOf } from "./rules/counted_points.ts";
import type { GradingRules } from "../base/grading_rules.ts";

/** The part of a verdict that is kept in memory; the rest is only in the journal. */
interface Judged {
  points: number;
  maxPoints: number;
  walls: Walls;
  status: LessonStatus;
  /** Whether a picture can be drawn: not if the lesson is untouched, and not if it would hang again. */
  canDraw: boolean;
  hasPicture: boolean;
}

/** The state of a class. Every change is first appended to the journal. */
export class ClassState {
  readonly #journal: Journal;
  readonly #students = new Map<string, StudentEntry>();
  /** Everything that the students have handed in, also in earlier downloads. */
  readonly #attempts: Attempts = new Map();
  readonly #judged = new Map<string, Judged>();
  /** The fingerprints of the lessons that have been graded, also of those that are not graded any more. */
  readonly #fingerprints = new Map<string, string>();
  #class: ClassEntry | null = null;
  #rules: GradingRules | null = null;

  private constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Reads the state from `journal`. @throws {UsageError} If a line of the journal cannot be read. */
  static async read(journal: Journal): Promise<ClassState> {
    const state = new ClassState(journal);
    for await (const entry of journal.read()) state.#apply(entry);
    return state;
  }

  /** Appends a line to the journal, unless it would change nothing. */
  async add(entry: Entry): Promise<void> {
    if (this.#changesNothing(entry)) return;
    await this.#journal.append(entry);
    this.#apply(entry);
  }

  /** Why a class cannot go on as `entry` says, in a sentence; null if it can. */
  problemWith(entry: ClassEntry): string | null {
    const before = this.#class;
    const advice = "type the command with --again to judge everything once more";
    if (this.#judged.size === 0) return null;
    if (!before) return `${this.#journal.path} does not say how its verdicts were made: ${advice}.`;
    if (before.course !== entry.course) return `${this.#journal.path} is about another course: use another --out.`;
    if (before.seed !== entry.seed) {
      return `The class was judged with seed ${before.seed}: use that seed, or ${advice}.`;
    }
    if (before.device !== entry.device) {
      return `The class was judged with --device ${before.device}: use that device, or ${advice}.`;
    }
    const judged = new Set([...this.#judged.keys()].map((key) => key.split(" ")[0]));
    const changed = entry.lessons.filter(({ id, fingerprint }) =>
      judged.has(id) && this.#fingerprints.get(id) !== fingerprint
    );
    if (changed.length === 0) return null;
    const names = changed.map(({ id }) => digitsOf(id)).join(", ");
    const which = changed.length === 1 ? `lesson ${names} was` : `lessons ${names} were`;
    return `The course has changed since ${which} judged: ${advice}, or go back to the earlier version of the course.`;
  }

  /** Whether the journal has students, but none of those in `students`. */
  isOtherClass(students: readonly string[]): boolean {
    return this.#students.size > 0 && !students.some((student) => this.#students.has(student));
  }

  /** The students of the journal who are not in `students`. */
  missingIn(students: readonly string[]): string[] {
    const here = new Set(students);
    return [...this.#students.keys()].filter((student) => !here.has(student));
  }

  /** The different files of the lessons that are graded. */
  files(): StudentFile[] {
    const files = new Map<string, StudentFile>();
    for (const student of this.#students.keys()) {
      for (const file of this.#filesOf(student)) files.set(fileKey(file), file);
    }
    return [...files.values()];
  }

  /** The different files that must still be judged. A verdict counts only if enough walls stood around the lesson. */
  waiting(requiredWalls: Walls): StudentFile[] {
    return this.files().filter((file) => (this.#judged.get(fileKey(file))?.walls ?? 0) < requiredWalls);
  }

  /** The different files whose picture must still be drawn. */
  withoutPicture(): StudentFile[] {
    return this.files().filter((file) => {
      const judged = this.#judged.get(fileKey(file));
      return judged?.canDraw && !judged.hasPicture;
    });
  }

  /** For each student, the names of the files that are graded. */
  filesOfStudents(): Map<string, string[]> {
    return new Map([...this.#students.keys()].map((student) => [student, this.#filesOf(student).map(fileKey)]));
  }

  /** For each file that is graded, the first student who handed it in. */
  owners(): Map<string, { student: string; name: string }> {
    const owners = new Map<string, { student: string; name: string }>();
    for (const { student, name } of this.names()) {
      for (const file of this.#filesOf(student)) {
        if (!owners.has(fileKey(file))) owners.set(fileKey(file), { student, name });
      }
    }
    return owners;
  }

  /** The students, with their names. */
  names(): { student: string; name: string }[] {
    return [...this.#students.values()].map(({ student, name }) => ({ student, name }));
  }

  /** The identifiers in the rules that no student has. */
  strangersIn(rules: GradingRules | null): string[] {
    return Object.keys(rules?.students ?? {}).filter((student) => !this.#students.has(student));
  }

  /** The number of files with a due date for which the platform gives neither a time nor a late mark. */
  withoutTime(): number {
    const rules = this.#rules;
    if (!rules?.late) return 0;
    return [...this.#students.keys()].flatMap((student) =>
      this.#filesOf(student).filter(({ lesson, submittedAt, isLate }) =>
        submittedAt === null && isLate === null && ruleFor(rules, student, lesson).due !== null
      )
    ).length;
  }

  /** The number of hidden checks in the lessons that are graded. */
  hiddenChecks(): number {
    return hiddenChecks(this.#class!);
  }

  /** The number of files that were refused. */
  refused(): number {
    return [...this.#students.values()].reduce((sum, { refused }) => sum + refused.length, 0);
  }

  /** The record of a student whose files have been judged. */
  studentRecord(student: string): StudentRecord {
    const { name, refused } = this.#students.get(student)!;
    const lessons = this.#class!.lessons.map((lesson) => this.#result(student, lesson));
    const counting = this.#rules ? dropLowest(lessons, this.#rules.dropLowest ?? 0) : lessons;
    const statuses = Object.fromEntries(lessons.map(({ lesson, status }) => [lesson, status]));
    return { type: "student", student, name, ...sumOf(counting), statuses, refused: refused.length };
  }

  /** What counts of a student in a lesson. */
  #result(student: string, { id: lesson, checks }: GradedLesson) {
    const files = this.#filesOf(student).filter((file) => file.lesson === lesson);
    const judged = files.flatMap((file) => {
      const judged = this.#judged.get(fileKey(file));
      return judged ? [this.#counted(student, lesson, { ...file, ...judged })] : [];
    });
    const maxPoints = checks.reduce((sum, { points }) => sum + points, 0);
    const status = files.length > 0 ? "not graded" as const : "missing" as const;
    return best(judged) ??
      this.#counted(student, lesson, { points: 0, maxPoints, submittedAt: null, isLate: null, status });
  }

  #counted<Result extends Reached & { status: LessonStatus }>(student: string, lesson: string, result: Result) {
    const { points, maxPoints, status } = result;
    const counted = this.#rules ? countedPoints(result, ruleFor(this.#rules, student, lesson)) : null;
    return { lesson, status, ...counted ?? { points, maxPoints, rule: null } };
  }

  /** The files of a student that can count. */
  #filesOf(student: string): StudentFile[] {
    return filesThatCan(this.#rules?.counts, this.#students.get(student)!, this.#attempts)
      .filter(({ lesson }) => this.#isGraded(lesson));
  }

  #isGraded(lesson: string): boolean {
    return this.#class!.lessons.some(({ id }) => id === lesson);
  }

  #changesNothing(entry: Entry): boolean {
    if (entry.type === "student") return isDeepStrictEqual(entry, this.#students.get(entry.student));
    if (entry.type === "rules") return isDeepStrictEqual(entry.rules, this.#rules);
    if (entry.type !== "class" || entry.isAnew || !this.#class) return false;
    return isDeepStrictEqual({ ...entry, isAnew: this.#class.isAnew }, this.#class);
  }

  #apply(entry: Entry): void {
    if (entry.type === "class") {
      if (entry.isAnew) this.#judged.clear();
      for (const { id, fingerprint } of entry.lessons) this.#fingerprints.set(id, fingerprint);
      this.#class = entry;
    } else if (entry.type === "rules") this.#rules = entry.rules;
    else if (entry.type === "student" || entry.type === "gone") {
      if (entry.type === "student") this.#students.set(entry.student, entry);
      else this.#students.delete(entry.student);
      addAttempts(this.#attempts, entry);
    } else if (entry.type === "verdict") this.#judged.set(fileKey(entry), judgedOf(entry));
    else if (entry.type === "picture") {
      const judged = this.#judged.get(fileKey(entry));
      if (judged) judged.hasPicture = true;
    }
  }
}

function judgedOf({ points, maxPoints, checks, walls }: VerdictEntry): Judged {
  // students see the picture, and its absence would tell them that a hidden check hung or crashed
  const shown = checks.filter(({ hidden }) => !hidden);
  return { points, maxPoints, walls, status: statusOf(checks), canDraw: canDraw(shown), hasPicture: false };
}
