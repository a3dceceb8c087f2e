/**
 * @module
 */
import type { StudentResult } from "../class_results.ts";

/** Someone whose name must not be shown. */
export type Person = Pick<StudentResult, "student" | "name" | "email">;

/** The shortest number that is an identifier: shorter ones are also numbers of a program. */
const SHORTEST_NUMBER = 5;

/** How many words of a person are searched for, and how much of a name is read: a platform can export any name. */
const MOST_WORDS = 30;
const LONGEST_NAME = 300;

/** The words of the language, and of what every program can use: a student can have the name Max. */
const PROGRAM_WORDS = new Set([
  ..."break case catch class const continue default delete do else export extends false finally for from function if"
    .split(" "),
  ..."import in instanceof let new null of return static super switch this throw true try typeof var void".split(" "),
  ..."while with yield as async await any boolean never number object string type undefined unknown".split(" "),
  ...[Math, Number, String, Object, Array, Map, Set, Promise, JSON, globalThis].flatMap(namesIn),
  ...[Array, Float32Array, String, Number, Map, Set, Promise].flatMap(({ prototype }) => namesIn(prototype)),
]);

/**
 * Replaces names, identifiers and email addresses of `people` in a text by "someone", also as a part of a name in a
 * program: `adaLoss` becomes `someoneLoss`. A word that is also one of the language, such as `max`, stays.
 */
export function anonymous(text: string, people: readonly Person[]): string {
  const words = people.flatMap(wordsOf).sort((a, b) => b.length - a.length);
  return words.reduce(without, text.normalize("NFC"));
}

/** The words that tell who somebody is. */
function wordsOf({ student, name, email }: Person): string[] {
  const whole = [student, name, ...email === null ? [] : [email, email.split("@")[0]]]
    .map((text) => text.slice(0, LONGEST_NAME));
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{M}\p{N}]+/u));
  const words = [...whole, ...parts].map((word) => word.normalize("NFC"))
    .filter((word) => /^\d+$/.test(word) ? word.length >= SHORTEST_NUMBER : word.length >= 2)
    .slice(0, MOST_WORDS);
  return [...new Set([...words, ...words.map(withoutAccents)])];
}

function without(text: string, word: string): string {
  const place = new RegExp(RegExp.escape(word), "giu");
  return text.replace(place, (found, index: number, all: string) => {
    const [before, after] = [all.slice(0, index), all.slice(index + found.length)];
    if (!beginsIn(before, found) || !beginsIn(found, after) || PROGRAM_WORDS.has(found)) return found;
    if (/^\d+$/.test(found)) return "1";
    if (found === found.toLowerCase()) return "someone";
    return found === found.toUpperCase() ? "SOMEONE" : found[0] === found[0].toUpperCase() ? "Someone" : "someone";
  });
}

/** Whether a new word begins between two texts: at the edge of letters, and in `adaLoss` before the L. */
function beginsIn(left: string, right: string): boolean {
  const pair = left.slice(-1) + right.slice(0, 1);
  return !/^(?:\p{L}\p{L}|\p{N}\p{N})$/u.test(pair) || /^[^\p{Lu}]\p{Lu}$/u.test(pair);
}

function withoutAccents(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "");
}

function namesIn(value: object): string[] {
  return Object.getOwnPropertyNames(value);
}
