/**
 * Reads and writes the stored diagnoses of a lesson: the evidence of each of its mutants. `deno task diagnose` makes
 * them.
 * @module
 */
import type { Sketch } from "./sketch.ts";

/** The shortened answers to the questions of checks, by the ids of the checks. */
export type Evidence = ReadonlyMap<string, readonly Sketch[]>;

/** A mistake and its evidence. */
export interface Entry {
  /** The names of the mutants with this evidence; a name says what the code does. */
  names: readonly string[];
  /** Up to this relative difference, two numbers count as the same. */
  tolerance: number;
  /** The evidence in each check that the mistake fails. */
  evidence: Evidence;
  /**
   * Whether the results of a check differ if the checks before it have not run. `deno task verify` judges a mutant by
   * only one check, so it cannot compare such results.
   */
  isOnlyInOrder?: true;
}

/** The stored diagnoses of a lesson. */
export interface Store {
  /** The evidence of the solution in all checks. */
  solution: Evidence;
  /** The mistakes that can be recognised, sorted by name. */
  entries: readonly Entry[];
  /** The mutants that cannot be recognised, each with the reason. */
  silent: readonly { name: string; why: string }[];
}

/** A check's evidence in the file: for each answer, its shape and numbers, or how it differs from the solution's. */
export type Written = (string | [shape: string, numbers: string])[];

/** The content of the file as JSON. */
interface StoreFile {
  solution: Record<string, Written>;
  entries: { names: string[]; tolerance: number; isOnlyInOrder?: true; evidence: Record<string, Written> }[];
  silent: [name: string, why: string][];
}

/** Stands for an answer, or a number, that is the same as the solution's. */
const SAME = "=";

/** The file with the diagnoses of a lesson, in a folder next to its checks. */
export function storeOf(tests: URL): URL {
  return new URL(tests.pathname.replace(/^.*\/(.+)_test\.ts$/, "diagnoses/$1.json"), tests);
}

/** The text of the file, with one line for each check, so that a diff shows which check has changed. */
export function writeStore({ solution, entries, silent }: Store): string {
  const line = (value: unknown) => JSON.stringify(value);
  const checks = (evidence: Evidence, isSolution: boolean, indent: string) =>
    [...evidence].map(([id, sketches]) =>
      `${indent}${line(id)}: ${line(writtenSketches(sketches, isSolution ? [] : solution.get(id) ?? []))}`
    ).join(",\n");
  const list = (lines: string[]) => lines.length > 0 ? `[\n${lines.join(",\n")}\n  ]` : "[]";
  const entry = ({ names, tolerance, evidence, isOnlyInOrder }: Entry) =>
    `    {\n      "names": ${line(names)},\n      "tolerance": ${tolerance},\n${
      isOnlyInOrder ? '      "isOnlyInOrder": true,\n' : ""
    }      "evidence": {\n` +
    `${checks(evidence, false, " ".repeat(8))}\n      }\n    }`;
  return `{\n  "solution": {\n${checks(solution, true, "    ")}\n  },\n` +
    `  "entries": ${list(entries.map(entry))},\n` +
    `  "silent": ${list(silent.map(({ name, why }) => `    ${line([name, why])}`))}\n}\n`;
}

/**
 * Reads a text that {@linkcode writeStore} wrote.
 * @param isWanted Receives the checks that a mistake fails, and decides whether its entry is read. By default, all
 *   entries are read.
 * @throws {Error} If the text has another format.
 */
export function readStore(text: string, isWanted: (failed: readonly string[]) => boolean = () => true): Store {
  const file: StoreFile = JSON.parse(text);
  const evidenceOf = (checks: Record<string, Written>, solution?: Evidence): Evidence =>
    new Map(Object.entries(checks).map(([id, answers]) => [id, readSketches(answers, solution?.get(id) ?? [])]));
  const solution = evidenceOf(file.solution);
  return {
    solution,
    entries: file.entries.filter(({ evidence }) => isWanted(Object.keys(evidence)))
      .map(({ evidence, ...entry }) => ({ ...entry, evidence: evidenceOf(evidence, solution) })),
    silent: file.silent.map(([name, why]) => ({ name, why })),
  };
}

/** Writes a check's evidence as text, in which NaN and infinities are kept; shorter if the `solution`'s is known. */
export function writtenSketches(sketches: readonly Sketch[], solution: readonly Sketch[] = []): Written {
  return sketches.map((sketch, i) => {
    const right = solution[i];
    if (sketch.shape !== right?.shape) return [sketch.shape, numbersText(sketch.numbers)];
    const text = numbersText(sketch.numbers, right.numbers);
    return /^[= ;]*$/.test(text) ? SAME : text;
  });
}

/** Reads what {@linkcode writtenSketches} wrote. */
export function readSketches(answers: Written, solution: readonly Sketch[] = []): Sketch[] {
  return answers.map((answer, i) => {
    if (answer === SAME) return solution[i];
    if (typeof answer !== "string") return { shape: answer[0], numbers: numbersIn(answer[1]) };
    return { shape: solution[i].shape, numbers: numbersIn(answer, solution[i].numbers) };
  });
}

/** Writes lists of numbers, separated by semicolons: `2 = 1e-7; NaN`. */
function numbersText(lists: readonly number[][], right?: readonly number[][]): string {
  return lists.map((list, i) =>
    list.map((number, j) => Object.is(number, right?.[i]?.[j]) ? SAME : String(number)).join(" ")
  ).join("; ");
}

function numbersIn(text: string, right?: readonly number[][]): number[][] {
  if (text === "") return [];
  return text.split("; ").map((list, i) =>
    list.split(" ").map((word, j) => word === SAME ? right![i][j] : Number(word))
  );
}
