/**
 * Finds mutants whose names give an answer away. A learner whose code has the same results sees the name. So the name
 * must say what the code does, not what to do instead, and must contain no number that the lesson asks for.
 * @module
 */
import type { Mutant } from "../../base/mutants.ts";
import { editsOnlyAnswers } from "./answer_mutants.ts";

const WORDS: Record<string, number> = {
  ...Object.fromEntries(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
      .map((word, number) => [word, number]),
  ),
  ...{ hundred: 100, thousand: 1000, million: 1e6, half: 1 / 2, third: 1 / 3, quarter: 1 / 4, tenth: 1 / 10 },
};

/**
 * A number up to this size says little: "one step too few" gives no answer away. But if the mutant changes the answer
 * that has this number, its name gives the answer away.
 */
const LARGEST_COMMON = 12;

/** A number in a name and an answer count as equal up to this relative difference, because one may be rounded. */
const ROUNDING = 1e-3;

/** A number such as 1,000, −0.5 or 98 %, but not the 2 of w2 or of x². */
const NUMBER = /(?<![\w.,])[−-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[−-]?\d+)?(?: ?%)?(?!\w)/gi;

/** Signs that occur only in code; a formula such as f(x) is not code. */
const CODE = /=>|[;{}`]|\b(?:const|let)\b|[+\-*/=!]=|\w\.\w+\(|\w\[\w*\]/;

/**
 * Returns a sentence for each name that gives away a result of the solution's `answers()`.
 * @param answers The result of `answers()`, which can be anything.
 */
export function giveaways(lesson: string, table: readonly Mutant[], solution: string, answers: unknown): string[] {
  return table.filter((mutant) => {
    const changed = editsOnlyAnswers(solution, mutant) ? changedAnswers(mutant, answers) : [];
    const secret = [...numbersOf(answers).filter((number) => !isCommon(number)), ...numbersOf(changed)];
    return numbersIn(mutant.name).some((said) => secret.some((number) => isAbout(said, number)));
  }).map(({ name }) => `The name of the mutant "${name}" of ${lesson} contains a number that answers() asks for.`);
}

/** A problem with the form of a name, as the end of a sentence; undefined if there is none. */
export function nameProblem(name: string): string | undefined {
  if (CODE.test(name)) return "contains code: say in words what such code does.";
  if (!/^[a-z]/.test(name) || /[.?!:]$/.test(name)) return 'does not fit into "code that … : does your code do that?".';
  return undefined;
}

/** The answers that a mutant changes: the answers whose names are in its edit, or all if its edit names none. */
function changedAnswers({ replace }: Mutant, answers: unknown): unknown {
  if (typeof answers !== "object" || answers === null) return answers;
  const changed = Object.entries(answers).filter(([name]) => replace.includes(name));
  return changed.length > 0 ? changed : answers;
}

function isCommon(number: number): boolean {
  return Number.isInteger(number) && Math.abs(number) <= LARGEST_COMMON;
}

function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

function numbersIn(name: string): number[] {
  const digits = [...name.matchAll(NUMBER)].map(([text]) => {
    const number = Number(text.replaceAll(",", "").replaceAll("−", "-").replace(/ ?%$/, ""));
    return text.endsWith("%") ? number / 100 : number;
  });
  const words = name.toLowerCase().match(/[a-z]+/g) ?? [];
  return [...digits, ...words.filter((word) => Object.hasOwn(WORDS, word)).map((word) => WORDS[word])];
}

function isAbout(a: number, b: number): boolean {
  return Math.abs(a - b) <= ROUNDING * Math.abs(b);
}
