/**
 * Shortens a lesson's answer, but keeps what distinguishes two mistakes. A mutant's evidence is shortened and stored. A
 * learner's evidence is shortened in the same way, and then compared with the mutant's. Time and size are limited,
 * whatever the answer is.
 * @module
 */
import { fnv1a } from "../../base/fnv1a.ts";
import { LessonError } from "../sandbox/sandbox.ts";
import { Opaque } from "../sandbox/values.ts";

/** The answer to a question: a value, an error, or none yet. */
export type Answer = { value: unknown } | { error: unknown } | "none yet";

/** A shortened answer. */
export interface Sketch {
  /** The types, lengths, names and strings in the answer: `{losses: #[1000], x: #}`. Each # stands for numbers. */
  shape: string;
  /**
   * A few numbers for each #, up to a limit, rounded to the 7 digits of float32. If some numbers are left out, one more
   * list has a single number that depends on all of them.
   */
  numbers: number[][];
}

/** How many numbers are kept for all answers to a check together, and for a single answer. */
const MOST_NUMBERS = 40;
const MOST_NUMBERS_OF_ANSWER = 24;

/** Lists of up to this many numbers are kept completely. */
const SHORT_LIST = 6;

/** How many numbers of a longer list are kept: the first, the last, and others evenly spaced between them. */
const OF_LONG_LIST = 5;

/** How many items of a list are read, evenly spaced from its beginning to its end: numbers, and other items. */
const MOST_NUMBERS_OF_LIST = 300;
const MOST_ITEMS = 100;

/** How many numbers are read in all answers to a check together, and how many lists and records. */
const MOST_LOOKS = 6000;
const MOST_VALUES = 1000;

/** How many fields of a record are read, and how many nested levels. */
const MOST_FIELDS = 30;
const DEEPEST = 8;

/** How many counts of tensors a list can have, and which fields contain counts: see {@linkcode countedFromBefore}. */
const MOST_COUNTS = 10_000;
const COUNTS = ["before", "between", "after", "counts", "tensors"];

/** How many characters of a string, and of a shape, are kept. */
const LONGEST_TEXT = 60;
const LONGEST_SHAPE = 240;

/**
 * Shortens a lesson's answers to the questions of a check. The list ends with the first question that got no value:
 * whether later questions were answered before that one failed depends on the machine.
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

/** Describes an error of the lesson: its status and its message. */
function errorText(error: unknown): string {
  if (!(error instanceof LessonError)) return "! no answer";
  const { status, message } = error.explanation;
  return `! ${status}: ${shortened(message, 2 * LONGEST_TEXT)}`;
}

/**
 * Shortens the answers to a check, in their order. The numbers that it keeps of an answer do not depend on later
 * answers.
 */
class Sketcher {
  #numbers: number[][] = [];
  #digest = new Digest();
  /** Whether all numbers of this answer have been kept. */
  #isWhole = true;
  /** How many more numbers may be kept: for all answers together, and for this answer. */
  #left = MOST_NUMBERS;
  #leftOfAnswer = 0;
  /** How many more numbers may be read, and how many more lists and records. */
  #looks = MOST_LOOKS;
  #values = MOST_VALUES;

  sketch(value: unknown): Sketch {
    this.#numbers = [];
    this.#digest = new Digest();
    this.#isWhole = true;
    this.#leftOfAnswer = Math.min(this.#left, MOST_NUMBERS_OF_ANSWER);
    const shape = shortened(this.#shape(value, 0), LONGEST_SHAPE);
    return { shape, numbers: this.#isWhole ? this.#numbers : [...this.#numbers, [rounded(this.#digest.value)]] };
  }

  #shape(value: unknown, depth: number): string {
    if (typeof value === "number") return this.#list([value], "#");
    if (typeof value === "string") return JSON.stringify(shortened(value, LONGEST_TEXT));
    if (typeof value !== "object" || value === null) return shortened(String(value), LONGEST_TEXT);
    if (value instanceof Opaque) return `<${shortened(value.description, LONGEST_TEXT)}>`;
    if (--this.#values < 0 || depth > DEEPEST) return "…";
    if (ArrayBuffer.isView(value)) {
      const list = value as Float32Array;
      return this.#list(evenly(list, MOST_NUMBERS_OF_LIST), `${value.constructor.name}[${list.length}]`);
    }
    if (Array.isArray(value)) {
      const numbers = numbersIn(value);
      if (numbers) return this.#list(numbers.some, `#[${numbers.shape}]`);
      const items = evenly(value, MOST_ITEMS).map((item) => this.#shape(item, depth + 1));
      return `[${value.length}: ${items.join(", ")}]`;
    }
    const names = fieldsOf(value);
    const record = countedFromBefore(value as Record<string, unknown>);
    const fields = names.slice(0, MOST_FIELDS).map((name) =>
      `${shortened(name, LONGEST_TEXT)}: ${this.#shape(record[name], depth + 1)}`
    );
    return `{${fields.join(", ")}${names.length > MOST_FIELDS ? ", …" : ""}}`;
  }

  /** Keeps some numbers of a list, if the limits allow it. */
  #list(numbers: readonly number[], shape: string): string {
    this.#looks -= numbers.length;
    if (this.#looks >= 0) { for (const number of numbers) this.#digest.add(number); }
    const some = numbers.length > SHORT_LIST ? evenly(numbers, OF_LONG_LIST) : numbers;
    if (some.length < numbers.length) this.#isWhole = false;
    if (some.length === 0) return shape;
    if (some.length > this.#leftOfAnswer) {
      this.#isWhole = false;
      this.#leftOfAnswer = 0; // so no later, shorter list is kept instead of this one
      return shape;
    }
    this.#numbers.push(some.map(rounded));
    this.#left -= some.length;
    this.#leftOfAnswer -= some.length;
    return shape;
  }
}

/**
 * One number that depends on each of many numbers and on their order. Large numbers must not hide small ones, so the
 * asinh of each number is added: this function is like a logarithm, but also works for 0 and keeps the sign.
 */
class Digest {
  #sum = 0;
  #count = 0;

  add(number: number): void {
    const weight = 1 + (this.#count * GOLDEN_RATIO) % 1; // a different factor at each place
    this.#sum += weight * (Number.isFinite(number) ? Math.asinh(1000 * number) : NOT_FINITE);
    this.#count++;
  }

  get value(): number {
    return this.#sum / Math.max(1, this.#count);
  }
}

const GOLDEN_RATIO = 0.618034;

/** Used instead of the asinh of NaN or an infinity. It is larger than the asinh of most numbers. */
const NOT_FINITE = 100;

/** Up to `count` items of a list: the first, the last, and others evenly spaced between them. */
function evenly<T>(list: ArrayLike<T>, count: number): T[] {
  const { length } = list;
  if (length <= count) return Array.from(list);
  return Array.from({ length: count }, (_, i) => list[Math.round(i * (length - 1) / Math.max(1, count - 1))]);
}

/** Some numbers of a list of numbers, or of a list of equally long lists of numbers; undefined for other lists. */
function numbersIn(list: readonly unknown[]): { some: readonly number[]; shape: string } | undefined {
  const some = evenly(list, MOST_NUMBERS_OF_LIST);
  if (areNumbers(some)) return { some, shape: `${list.length}` };
  const [first] = some;
  if (!Array.isArray(first) || first.length > MOST_NUMBERS_OF_LIST) return undefined;
  const rows = evenly(list, Math.floor(MOST_NUMBERS_OF_LIST / Math.max(1, first.length)));
  const isRegular = rows.every((row) => Array.isArray(row) && row.length === first.length && areNumbers(row));
  return isRegular ? { some: rows.flat() as number[], shape: `${list.length}, ${first.length}` } : undefined;
}

function areNumbers(list: readonly unknown[]): list is number[] {
  return list.every((item) => typeof item === "number");
}

/**
 * Subtracts a record's number `before`, if there is one, from the fields named in {@linkcode COUNTS}. The number of
 * tensors in memory depends on everything that ran earlier in the process, but the number of added tensors does not.
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

/** The names of some fields, sorted, because their order has no meaning. */
function fieldsOf(record: object): string[] {
  const names: string[] = [];
  for (const name in record) {
    names.push(name);
    if (names.length > MOST_FIELDS) break;
  }
  return names.sort();
}

function rounded(value: number): number {
  return Number(value.toPrecision(7)) + 0; // + 0 turns −0 into 0
}

/** Shortens a long text to its beginning and a number that depends on the whole text. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length)}… ${fnv1a(text.slice(0, 10_000)).toString(36)}`;
}
