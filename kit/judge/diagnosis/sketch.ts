/**
 * An answer of a lesson, shortened to what tells two mistakes apart: the same for the mutants whose evidence is stored
 * and for the learner whose evidence is compared with it. Time and size are bounded, whatever arrives.
 * @module
 */
import { fnv1a } from "../../base/fnv1a.ts";
import { LessonError } from "../sandbox/sandbox.ts";
import { Opaque } from "../sandbox/values.ts";

/** What came back from a question. */
export type Answer = { value: unknown } | { error: unknown } | "none yet";

/** An answer in short. */
export interface Sketch {
  /** Kinds, lengths, names and words: `{losses: #[1000], x: #}`. Each # stands for numbers. */
  shape: string;
  /** For each # a few of its numbers, until there are enough; rounded to 7 digits, which float32 has. */
  numbers: number[][];
}

/** How many numbers of a check, and of one answer, are kept. */
const MOST_NUMBERS = 40;
const MOST_NUMBERS_OF_ANSWER = 24;

/** Lists of up to so many numbers are kept whole. */
const SHORT_LIST = 6;

/** How many items of a longer list are kept: the first, the last, and others evenly between them. */
const ITEMS = 5;

/** How many numbers of a list, evenly from its beginning to its end, are looked at for its mean; and of a check. */
const MOST_FOR_MEAN = 1000;
const MOST_FOR_MEANS = 20_000;

/** How many lists and records of a check, fields of a record and levels are looked at. */
const MOST_VALUES = 300;
const MOST_FIELDS = 30;
const DEEPEST = 8;

/** What probes call the numbers of tensors that they count, see {@linkcode countedFromBefore}; how many are in a list. */
const MOST_COUNTS = 10_000;
const COUNTS = ["before", "between", "after", "counts", "tensors"];

/** How many characters of a text, and of a shape, are kept. */
const LONGEST_TEXT = 60;
const LONGEST_SHAPE = 240;

/**
 * What a lesson answered to the questions of a check, in short. The list ends with the first question that has no
 * value: whether others had been answered at that moment depends on the machine.
 */
export function sketchOf(answers: readonly Answer[]): Sketch[] {
  const sketches: Sketch[] = [];
  const sketcher = new Sketcher();
  for (const answer of answers) {
    if (answer === "none yet") break;
    if ("error" in answer) return [...sketches, { shape: errorText(answer.error), numbers: [] }];
    sketches.push(sketcher.sketch(answer.value));
  }
  return sketches;
}

/** An error of the lesson: what kind of end it was, and its words. */
function errorText(error: unknown): string {
  if (!(error instanceof LessonError)) return "! no answer";
  const { status, message } = error.explanation;
  return `! ${status}: ${shortened(message, 2 * LONGEST_TEXT)}`;
}

/** Looks at the answers of a check, the first ones first: what it spends on an answer depends on no later one. */
class Sketcher {
  #numbers: number[][] = [];
  /** How many numbers it may still keep: of the check, and of this answer. */
  #left = MOST_NUMBERS;
  #leftOfAnswer = 0;
  /** How many numbers, and how many lists and records, it may still look at. */
  #looks = MOST_FOR_MEANS;
  #values = MOST_VALUES;

  sketch(value: unknown): Sketch {
    this.#numbers = [];
    this.#leftOfAnswer = Math.min(this.#left, MOST_NUMBERS_OF_ANSWER);
    return { shape: shortened(this.#shape(value, 0), LONGEST_SHAPE), numbers: this.#numbers };
  }

  #shape(value: unknown, depth: number): string {
    if (typeof value === "number") return this.#keep([value], "#");
    if (typeof value === "string") return JSON.stringify(shortened(value, LONGEST_TEXT));
    if (typeof value !== "object" || value === null) return shortened(String(value), LONGEST_TEXT);
    if (value instanceof Opaque) return `<${shortened(value.description, LONGEST_TEXT)}>`;
    if (--this.#values < 0 || depth > DEEPEST) return "…";
    if (ArrayBuffer.isView(value)) {
      const list = value as Float32Array;
      return this.#list(evenly(list, MOST_FOR_MEAN), `${value.constructor.name}[${list.length}]`);
    }
    if (Array.isArray(value)) {
      const numbers = numbersIn(value);
      if (numbers) return this.#list(numbers.some, `#[${numbers.shape}]`);
      const items = evenly(value, ITEMS).map((item) => this.#shape(item, depth + 1));
      return `[${value.length}: ${items.join(", ")}]`;
    }
    const names = fieldsOf(value);
    const record = countedFromBefore(value as Record<string, unknown>);
    const fields = names.slice(0, MOST_FIELDS).map((name) =>
      `${shortened(name, LONGEST_TEXT)}: ${this.#shape(record[name], depth + 1)}`
    );
    return `{${fields.join(", ")}${names.length > MOST_FIELDS ? ", …" : ""}}`;
  }

  /** Numbers of a list: some of them, and the mean of all. */
  #list(numbers: readonly number[], shape: string): string {
    if (numbers.length === 0) return shape;
    if (numbers.length <= SHORT_LIST) return this.#keep(numbers, shape);
    const mean = numbers.length <= this.#looks ? [weightedMean(numbers)] : [];
    this.#looks -= numbers.length;
    return this.#keep([...evenly(numbers, ITEMS), ...mean], shape);
  }

  #keep(numbers: readonly number[], shape: string): string {
    if (numbers.length <= this.#leftOfAnswer) {
      this.#numbers.push(numbers.map(rounded));
      this.#left -= numbers.length;
      this.#leftOfAnswer -= numbers.length;
    } else this.#leftOfAnswer = 0; // so that no later, shorter list takes the place of this one
    return shape;
  }
}

/** Up to `count` items of a list: the first, the last, and others evenly between them. */
function evenly<T>(list: ArrayLike<T>, count: number): T[] {
  const { length } = list;
  if (length <= count) return Array.from(list);
  return Array.from({ length: count }, (_, i) => list[Math.round(i * (length - 1) / Math.max(1, count - 1))]);
}

/** The mean, in which later numbers weigh more, so that it also changes with their order. */
function weightedMean(list: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < list.length; i++) sum += list[i] * (1 + i / list.length);
  return sum / list.length;
}

/** Some numbers of a list, or of lists of the same length in a list; undefined if it is something else. */
function numbersIn(list: readonly unknown[]): { some: readonly number[]; shape: string } | undefined {
  const some = evenly(list, MOST_FOR_MEAN);
  if (areNumbers(some)) return { some, shape: `${list.length}` };
  const [first] = some;
  if (!Array.isArray(first) || first.length > MOST_FOR_MEAN) return undefined;
  const rows = evenly(list, Math.floor(MOST_FOR_MEAN / Math.max(1, first.length)));
  const isRegular = rows.every((row) => Array.isArray(row) && row.length === first.length && areNumbers(row));
  return isRegular ? { some: rows.flat() as number[], shape: `${list.length}, ${first.length}` } : undefined;
}

function areNumbers(list: readonly unknown[]): list is number[] {
  return list.every((item) => typeof item === "number");
}

/**
 * How many tensors are in memory depends on everything that ran before in that process; how many were added does not.
 * So in a record with a number `before`, the numbers {@linkcode COUNTS} count from there.
 */
function countedFromBefore(record: Record<string, unknown>): Record<string, unknown> {
  const { before } = record;
  if (typeof before !== "number" || !Object.hasOwn(record, "before")) return record;
  const from = (value: unknown) => typeof value === "number" ? value - before : value;
  const counts = COUNTS.filter((name) => Object.hasOwn(record, name)).map((name) => {
    const value = record[name];
    return [name, Array.isArray(value) && value.length <= MOST_COUNTS ? value.map(from) : from(value)];
  });
  return { ...record, ...Object.fromEntries(counts) };
}

/** The names of some fields, sorted, because their order says nothing. */
function fieldsOf(record: object): string[] {
  const names: string[] = [];
  for (const name in record) {
    names.push(name);
    if (names.length > MOST_FIELDS) break;
  }
  return names.sort();
}

function rounded(value: number): number {
  return Number(value.toPrecision(7)) + 0; // + 0 makes 0 of −0
}

/** A long text by its beginning, and a number that changes with all of it. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length)}… ${fnv1a(text.slice(0, 10_000)).toString(36)}`;
}
