/**
 * @module
 */
import { dirname, join } from "node:path";
import { stubOf } from "../stubs/stub.ts";
import { syllabus } from "../../../syllabus.ts";
import { writeAtomically } from "../../base/write.ts";
import type { MutantFile } from "./judged_mutants.ts";

/**
 * The codes of type errors that mean a misspelling in a mutant: an unknown name, or a property with a similar name.
 * Other type errors may be the mistake that the mutant is meant to make, such as a forgotten `await` or a string
 * instead of a number.
 */
const MISSPELLINGS = ["TS2304", "TS2551", "TS2552"];

/** The errors that the compiler finds. */
export interface TypeProblems {
  /**
   * Type errors in stubs, solutions, checks, tables of mutants and alternatives. The compiler's whole report is one
   * problem.
   */
  course: string[];
  /** Misspelt names in mutants. They are searched for only if there are no other type errors. */
  misspelt: Misspelling[];
}

/** A misspelt name in a mutant. */
export interface Misspelling {
  /** The path of the mutant's file. */
  file: string;
  /** The problem, in a sentence. */
  problem: string;
}

/**
 * Looks for type errors in the whole course, and for misspelt names in `mutants`.
 * @param scratch A folder for the stubs, because the files in `lessons/` belong to the learner.
 */
export async function typeProblems(
  root: string,
  scratch: string,
  mutants: readonly MutantFile[] = [],
): Promise<TypeProblems> {
  for (const { id } of syllabus) {
    const path = join(root, "solutions", `${id}.ts`);
    // wrong marks in a solution are reported when the lesson is verified
    const stub = await Deno.readTextFile(path).then((solution) => stubOf(solution, path)).catch(() => "");
    await writeAtomically(join(scratch, `${id}.ts`), stub);
  }
  const course = [scratch, "solutions", "tests"];
  // one compiler for all files, because it spends most of its time on the modules that all of them import
  const folders = mutants.map(({ file }) => dirname(file)); // not the parent folder, which may contain other files
  const report = await typeReport(root, [...course, ...folders]);
  const { others, misspelt } = misspellings(report, mutants);
  if (others === "") return { course: [], misspelt };
  // if a mutant cannot be parsed, the compiler checks nothing else; this mutant is reported when it is judged
  const alone = isOfTypes(others) ? others : await typeReport(root, course);
  return { course: alone === "" ? [] : [alone], misspelt: [] };
}

/** The compiler's report, shortened by {@linkcode withoutNoise}; empty if all types are correct. */
async function typeReport(root: string, paths: readonly string[]): Promise<string> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", `--config=${join(root, "deno.json")}`, ...paths],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return success ? "" : withoutNoise(new TextDecoder().decode(stderr));
}

/** Removes the parts of the compiler's report that say nothing about the mistakes. */
export function withoutNoise(report: string): string {
  return report.replaceAll(', { with: { "resolution-mode": "import" } }', "")
    .replace(/\n+(?:Found \d+ errors\.|error: Type checking failed\.)[^]*$/, "").trim();
}

/** Whether a report consists of type errors. Otherwise, something could not be parsed or found. */
function isOfTypes(report: string): boolean {
  return /^TS\d+ /.test(report);
}

/** Separates the misspelt names in mutants from the parts of a report that are not about mutants. */
export function misspellings(
  report: string,
  mutants: readonly MutantFile[],
): { others: string; misspelt: Misspelling[] } {
  if (!isOfTypes(report)) return { others: report, misspelt: [] };
  const others: string[] = [];
  const misspelt: Misspelling[] = [];
  for (const error of report.split(/\n\n(?=TS\d+ )/)) {
    const path = decodeURI(/^ +at file:\/\/(.*?):\d+:\d+$/m.exec(error)?.[1] ?? "");
    // the compiler may write the path of a temporary folder differently
    const of = mutants.find(({ file }) => path.endsWith(file.replaceAll("\\", "/").split("/").slice(-4).join("/")));
    if (!of) others.push(error);
    else if (MISSPELLINGS.some((code) => error.startsWith(`${code} `))) {
      const [, message] = /^TS\d+ \[ERROR\]: (.*)/.exec(error) ?? [, error];
      misspelt.push({ file: of.file, problem: `The mutant "${of.mutant.name}" contains a misspelt name: ${message}` });
    }
  }
  return { others: others.join("\n\n"), misspelt };
}
