/**
 * @module
 */
import { dirname, join } from "node:path";
import { stubOf } from "../stubs/stub.ts";
import { syllabus } from "../../../syllabus.ts";
import { writeAtomically } from "../../base/write.ts";
import type { MutantFile } from "./judged_mutants.ts";

/**
 * What is not a misconception in a mutant, but a misspelling: an unknown name, and a property with a similar name. Other
 * mistakes of types may be what the mutant is about: a forgotten `await`, a string in place of a number.
 */
const MISSPELLINGS = ["TS2304", "TS2551", "TS2552"];

/** What the compiler finds. */
export interface TypeProblems {
  /** Type errors of stubs, solutions, checks, tables of mutants and alternatives: the compiler's own report, as one. */
  course: string[];
  /** If there are none: misspelt names in mutants. */
  misspelt: Misspelling[];
}

/** A misspelt name in a mutant. */
export interface Misspelling {
  /** Where the mutant is. */
  file: string;
  /** What is wrong, in a sentence. */
  problem: string;
}

/**
 * Looks for mistakes of types in the whole course, and for misspelt names in `mutants`.
 * @param scratch A folder for the stubs: the files in `lessons/` belong to the learner.
 */
export async function typeProblems(
  root: string,
  scratch: string,
  mutants: readonly MutantFile[] = [],
): Promise<TypeProblems> {
  for (const { id } of syllabus) {
    const path = join(root, "solutions", `${id}.ts`);
    // wrong marks in a solution are reported where the lesson is verified
    const stub = await Deno.readTextFile(path).then((solution) => stubOf(solution, path)).catch(() => "");
    await writeAtomically(join(scratch, `${id}.ts`), stub);
  }
  const course = [scratch, "solutions", "tests"];
  // one compiler for all, because most of its time is for what all of these import
  const folders = mutants.map(({ file }) => dirname(file)); // not the folder around them, which may contain others
  const report = await typeReport(root, [...course, ...folders]);
  const { others, misspelt } = misspellings(report, mutants);
  if (others === "") return { course: [], misspelt };
  // if a mutant cannot be parsed, the compiler looks at nothing else; this mutant is reported where it is run
  const alone = isOfTypes(others) ? others : await typeReport(root, course);
  return { course: alone === "" ? [] : [alone], misspelt: [] };
}

/** What the compiler says, without its own end; empty if all types are correct. */
async function typeReport(root: string, paths: readonly string[]): Promise<string> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--quiet", `--config=${join(root, "deno.json")}`, ...paths],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return success ? "" : withoutNoise(new TextDecoder().decode(stderr));
}

/** The compiler's report without what says nothing about the mistakes. */
export function withoutNoise(report: string): string {
  return report.replaceAll(', { with: { "resolution-mode": "import" } }', "")
    .replace(/\n+(?:Found \d+ errors\.|error: Type checking failed\.)[^]*$/, "").trim();
}

/** Whether a report consists of type errors; otherwise something could not be parsed or found. */
function isOfTypes(report: string): boolean {
  return /^TS\d+ /.test(report);
}

/** Parts a report: misspelt names in mutants, and everything that is not about mutants. */
export function misspellings(
  report: string,
  mutants: readonly MutantFile[],
): { others: string; misspelt: Misspelling[] } {
  if (!isOfTypes(report)) return { others: report, misspelt: [] };
  const others: string[] = [];
  const misspelt: Misspelling[] = [];
  for (const error of report.split(/\n\n(?=TS\d+ )/)) {
    const path = decodeURI(/^ +at file:\/\/(.*?):\d+:\d+$/m.exec(error)?.[1] ?? "");
    // of a temporary folder, the compiler may know another name
    const of = mutants.find(({ file }) => path.endsWith(file.replaceAll("\\", "/").split("/").slice(-4).join("/")));
    if (!of) others.push(error);
    else if (MISSPELLINGS.some((code) => error.startsWith(`${code} `))) {
      const [, message] = /^TS\d+ \[ERROR\]: (.*)/.exec(error) ?? [, error];
      misspelt.push({ file: of.file, problem: `The mutant "${of.mutant.name}" contains a misspelt name: ${message}` });
    }
  }
  return { others: others.join("\n\n"), misspelt };
}
