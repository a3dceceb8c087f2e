/**
 * Reads the rules of a course, and checks them: a mistake in them would change points without a word.
 * @module
 */
import { pathToFileURL } from "node:url";
import { valueText } from "../../base/kind_of.ts";
import { shortPath } from "../../base/root.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";
import { findLesson } from "../../judge/run/find_lesson.ts";
import type {
  GradingRules,
  LateRules,
  LessonRules,
  StudentLessonRules,
  StudentRules,
} from "../../base/grading_rules.ts";
import { instantOf } from "./instant.ts";

/** What a lesson can be worth. Points have two decimals, and must fit into a column of a table. */
const [LEAST_WORTH, MOST_WORTH] = [0.01, 10_000];

/**
 * Imports the rules from the file at `path`.
 * @returns The rules, checked. Lessons are named by their ids, and due dates are in UTC.
 * @throws {UsageError} If the file cannot be read, or a rule is wrong: the message names the place.
 */
export async function readRules(path: string, syllabus: readonly LessonEntry[]): Promise<GradingRules> {
  const file = shortPath(path);
  let module: Record<string, unknown>;
  try {
    module = await import(pathToFileURL(path).href);
  } catch (error) {
    const [line] = String((error as Error).message).split("\n", 1);
    throw new UsageError(`${file} cannot be read (${line}): correct it.`);
  }
  if (module.grading === undefined) {
    throw new UsageError(`${file} exports no "grading": write export const grading: GradingRules = { … };`);
  }
  return checkedRules(module.grading, syllabus, file);
}

/** Whether there is a file at `path`. */
export async function hasRules(path: string): Promise<boolean> {
  return await Deno.stat(path).then(({ isFile }) => isFile, () => false);
}

/**
 * Checks rules.
 * @param file The name of the file, for messages.
 * @throws {UsageError} If a rule is wrong.
 */
export function checkedRules(value: unknown, syllabus: readonly LessonEntry[], file: string): GradingRules {
  return new RuleReader(syllabus, file).rules(value);
}

type Fields = Record<string, unknown>;

class RuleReader {
  readonly #syllabus: readonly LessonEntry[];
  readonly #file: string;
  #timeZone = "UTC";

  constructor(syllabus: readonly LessonEntry[], file: string) {
    this.#syllabus = syllabus;
    this.#file = file;
  }

  rules(value: unknown): GradingRules {
    const known = ["timeZone", "lessons", "late", "counts", "dropLowest", "students"];
    const fields = this.#fields("grading", value, known);
    if (fields.timeZone !== undefined) this.#timeZone = this.#zone(fields.timeZone);
    const { counts = "last", dropLowest = 0 } = fields;
    if (counts !== "last" && counts !== "best") this.#refuse("counts", counts, `write "last" or "best"`);
    if (!isWhole(dropLowest)) this.#refuse("dropLowest", dropLowest, "write a whole number of lessons, 0 or more");
    return {
      timeZone: this.#timeZone,
      lessons: this.#byLesson("lessons", fields.lessons, (path, each) => this.#lesson(path, each)),
      ...fields.late === undefined ? {} : { late: this.#late(fields.late) },
      counts,
      dropLowest,
      students: this.#students(fields.students),
    };
  }

  #lesson(path: string, value: unknown): LessonRules {
    const { due, worth, dropped } = this.#fields(path, value, ["due", "worth", "dropped"]);
    if (worth !== undefined && !(isNumber(worth) && worth >= LEAST_WORTH && worth <= MOST_WORTH)) {
      this.#refuse(`${path}.worth`, worth, "write a number from 0.01 to 10,000, or leave it out");
    }
    return withoutUndefined({
      due: this.#due(`${path}.due`, due),
      worth,
      dropped: this.#flag(`${path}.dropped`, dropped),
    });
  }

  #late(value: unknown): LateRules {
    const fields = this.#fields("late", value, ["perDay", "most", "graceMinutes", "closedAfterDays"]);
    const { perDay, most = 1, graceMinutes = 0, closedAfterDays } = fields;
    if (!isShare(perDay)) this.#refuse("late.perDay", perDay, "write a share from 0 to 1, for example 0.1 for 10 %");
    if (!isShare(most)) this.#refuse("late.most", most, "write a share from 0 to 1, for example 0.5 for 50 %");
    if (!(isNumber(graceMinutes) && graceMinutes >= 0)) {
      this.#refuse("late.graceMinutes", graceMinutes, "write the number of minutes, 0 or more");
    }
    if (closedAfterDays !== undefined && !(isNumber(closedAfterDays) && closedAfterDays >= 0)) {
      this.#refuse("late.closedAfterDays", closedAfterDays, "write the number of days, 0 or more");
    }
    return withoutUndefined({ perDay, most, graceMinutes, closedAfterDays });
  }

  #students(value: unknown): Record<string, StudentRules> {
    const students = Object.entries(value === undefined ? {} : this.#fields("students", value));
    return Object.fromEntries(students.map(([student, each]) => {
      const path = `students[${JSON.stringify(student)}]`;
      const { extraDays, lessons } = this.#fields(path, each, ["extraDays", "lessons"]);
      if (extraDays !== undefined && !(isNumber(extraDays) && extraDays >= 0)) {
        this.#refuse(`${path}.extraDays`, extraDays, "write the number of days, 0 or more");
      }
      const exceptions = this.#byLesson(`${path}.lessons`, lessons, (path, each) => this.#exception(path, each));
      return [student, withoutUndefined({ extraDays, lessons: exceptions })];
    }));
  }

  #exception(path: string, value: unknown): StudentLessonRules {
    const { due, dropped } = this.#fields(path, value, ["due", "dropped"]);
    return withoutUndefined({ due: this.#due(`${path}.due`, due), dropped: this.#flag(`${path}.dropped`, dropped) });
  }

  /** Reads an object whose keys name lessons. Its result has their ids. */
  #byLesson<Rule>(path: string, value: unknown, read: (path: string, value: unknown) => Rule): Record<string, Rule> {
    const found: Record<string, Rule> = {};
    for (const [name, each] of Object.entries(value === undefined ? {} : this.#fields(path, value))) {
      const { id } = this.#lessonNamed(path, name);
      if (id in found) throw new UsageError(`${this.#file}: ${path} names lesson ${id} twice: remove one of them.`);
      found[id] = read(`${path}[${JSON.stringify(name)}]`, each);
    }
    return found;
  }

  #lessonNamed(path: string, name: string): LessonEntry {
    try {
      return findLesson(name, this.#syllabus);
    } catch (error) {
      throw new UsageError(`${this.#file}: ${path}: ${(error as Error).message}`);
    }
  }

  /** The fields of an object. With `known`, a field with another name is a mistake: it would silently do nothing. */
  #fields(path: string, value: unknown, known?: readonly string[]): Fields {
    if (value === null || typeof value !== "object" || Array.isArray(value)) {
      this.#refuse(path, value, "write an object, { … }");
    }
    const unknown = known && Object.keys(value as Fields).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new UsageError(
        `${this.#file}: ${path} has a field ${JSON.stringify(unknown)}, which means nothing: use ${known!.join(", ")}.`,
      );
    }
    return value as Fields;
  }

  #zone(value: unknown): string {
    try {
      if (typeof value === "string") {
        return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone;
      }
    } catch {
      // refused below, like a value of another kind
    }
    this.#refuse("timeZone", value, `write a name such as "Europe/Berlin"`);
  }

  #due(path: string, value: unknown): string | undefined {
    if (value === undefined) return undefined;
    const instant = typeof value === "string" ? instantOf(value, this.#timeZone) : null;
    if (instant === null) this.#refuse(path, value, `write a time such as "2026-10-12T23:59"`);
    return new Date(instant).toISOString();
  }

  #flag(path: string, value: unknown): boolean | undefined {
    if (value !== undefined && typeof value !== "boolean") this.#refuse(path, value, "write true or false");
    return value;
  }

  #refuse(path: string, value: unknown, advice: string): never {
    throw new UsageError(`${this.#file}: ${path} is ${valueText(value)}: ${advice}.`);
  }
}

/** Leaves out fields that are undefined: the journal, which is JSON, has none. */
function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isShare(value: unknown): value is number {
  return isNumber(value) && value >= 0 && value <= 1;
}
