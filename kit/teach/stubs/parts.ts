/**
 * Finds the parts that a learner wrote, and the same parts of the solution, to show them side by side.
 * @module
 */
import { commonLines, commonOf } from "./common_lines.ts";
import { regionsOf } from "./regions.ts";
import { linesOf } from "../../base/lines_of.ts";

/** Some lines of a file. */
export interface Lines {
  /** The number of the first line, counted from 1. */
  line: number;
  /** The lines without their common indentation; may be empty. */
  lines: string[];
}

/** A place where the learner had to write something, or where the two files differ. */
export interface Part {
  /** The name of the function, method or class that contains it; "" if there is none. */
  name: string;
  /** Whether the two versions differ only in spaces. */
  isSame: boolean;
  /** The lines of the lesson. */
  yours: Lines;
  /** The lines of the solution. */
  solution: Lines;
}

/** A line that begins a function, method or class, and contains its name. */
const NAMED =
  /^\s*(?:export )?(?:async )?(?:(?:function\*?|class|const|let) (\w+)|(?:(?:static|override) )*\*?(#?\w+)\(.*)/;

/** Words that are not names, although a parenthesis follows. */
const NO_NAME = ["if", "for", "while", "switch", "catch", "return", "super", "await", "check"];

/**
 * Compares a lesson with its solution. Returns every solved region, even if the two agree there, and other code that
 * the learner has added.
 * @param lesson The text of the lesson.
 * @param solution The text of the solution.
 * @param path The path of the solution, for messages.
 * @throws {SyntaxError} If the marks of the regions are wrong.
 */
export function partsOf(lesson: string, solution: string, path: string): Part[] {
  const all = linesOf(solution);
  const regions = regionsOf(all, path);
  const [yours, theirs] = [linesOf(lesson), all].map(withoutMarks);
  const isSolved = theirs.map(({ index }) => regions.some(({ first, last }) => first < index && index < last));
  const pairs = commonLines(yours.map(({ text }) => text), theirs.map(({ text }) => text))
    .filter(([, k]) => !isSolved[k]);
  const parts: Part[] = [];
  let [i, k] = [0, 0];
  for (const [nextI, nextK] of [...pairs, [yours.length, theirs.length]]) {
    const [mine, right] = [yours.slice(i, nextI), theirs.slice(k, nextK)];
    if (isSolved.slice(k, nextK).includes(true) || mine.some(({ text }) => isCode(text))) {
      const first = Math.max(k, isSolved.indexOf(true, k) < nextK ? isSolved.indexOf(true, k) : k);
      parts.push({
        name: nameAbove(theirs.slice(0, first).map(({ text }) => text), (theirs[first] ?? mine[0]).text),
        isSame: commonText(mine) === commonText(right),
        yours: { line: (yours[i] ?? yours[yours.length - 1]).index + 1, lines: dedented(mine) },
        solution: { line: (theirs[k] ?? theirs[theirs.length - 1]).index + 1, lines: dedented(right) },
      });
    }
    [i, k] = [nextI + 1, nextK + 1];
  }
  return parts;
}

/** A line and its index in its file, counted from 0. */
interface Line {
  text: string;
  index: number;
}

/** The lines without the marks of regions, which a lesson contains if it was copied from the solution. */
function withoutMarks(lines: readonly string[]): Line[] {
  return lines.map((text, index) => ({ text, index })).filter(({ text }) => !/^\s*\/\/ #(?:end)?region\b/.test(text));
}

/** Whether a line contains code, not only a comment. */
function isCode(line: string): boolean {
  return !/^\s*(?:$|\/\/|\/?\*)/.test(line);
}

function commonText(lines: readonly Line[]): string {
  return lines.map(({ text }) => commonOf(text)).filter((line) => line !== "").join("\n");
}

/**
 * The name of the function, method or class that contains some code. It is in the nearest earlier line with less
 * indentation.
 */
function nameAbove(lines: readonly string[], first: string): string {
  let indent = indentOf(first);
  for (const line of lines.toReversed()) {
    if (line.trim() === "" || indentOf(line) >= indent) continue;
    const [, declared, method] = NAMED.exec(line) ?? [];
    const name = declared ?? method;
    if (name !== undefined && !NO_NAME.includes(name)) return name;
    if (!/^\s*\)/.test(line)) indent = indentOf(line); // skip the last line of a long head
  }
  return "";
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)![0].length;
}

function dedented(all: readonly Line[]): string[] {
  const lines = all.map(({ text }) => text);
  const start = lines.findIndex((line) => line.trim() !== "");
  if (start < 0) return [];
  const shown = lines.slice(start, lines.findLastIndex((line) => line.trim() !== "") + 1);
  const least = Math.min(...shown.filter((line) => line.trim() !== "").map(indentOf));
  return shown.map((line) => line.slice(least).trimEnd());
}
