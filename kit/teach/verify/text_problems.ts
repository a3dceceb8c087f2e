/**
 * Finds problems in a lesson's texts, without running the lesson.
 * @module
 */
import { digitsOf } from "../../base/lesson_number.ts";
import { course } from "../../../syllabus.ts";
import type { Check } from "../../judge/run/check.ts";
import { leaks } from "../stubs/leaks.ts";
import type { MutantTable } from "../../base/mutants.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { nameProblem } from "./giveaways.ts";
import { briefOf } from "../stubs/brief_of.ts";
import { COLUMNS, INDENT } from "../../base/screen_width.ts";

/** The texts of one lesson. */
export interface LessonTexts {
  /** The text of the solution. */
  solution: string;
  /** The text of the stub that is made from it. */
  stub: string;
  /** The lesson's checks. */
  checks: readonly Check[];
  /** The lesson's table of mutants. */
  mutants: MutantTable;
  /** The names of the files of the alternatives. */
  alternatives: readonly string[];
}

/** The greatest length at which the name of a check fits between the verdict and the points. */
const LONGEST_NAME = COLUMNS - INDENT - " 0/0".length;

/** The problems with the texts, one sentence for each. */
export function textProblems({ id, title, data }: LessonEntry, texts: LessonTexts, rules = course.rules): string[] {
  const { solution, stub, checks, mutants, alternatives } = texts;
  const brief = briefOf(solution).split("\n");
  const problems = leaks(solution, stub).map((line) => `The stub of ${id} gives away "${line}".`);
  const claim = (holds: boolean, problem: string) => holds || problems.push(problem);
  claim(stub.includes("return todo("), `solutions/${id}.ts marks no "#region solution:", so there is nothing to do.`);
  const heading = `# ${digitsOf(id)} · ${title}`;
  claim(brief[0] === heading, `The brief of ${id} begins "${brief[0]}", expected "${heading}".`);
  claim(brief.length <= rules.briefLines, `The brief of ${id} has ${brief.length} lines: ${rules.briefLines} at most.`);
  claim(checks.length >= rules.checks, `tests/${id}_test.ts has ${checks.length} of at least ${rules.checks} checks.`);
  for (const check of checks) {
    claim(
      check.hints.length === rules.hints,
      `Check ${check.id} has ${check.hints.length} of ${rules.hints} hints, each of which says more than the one before.`,
    );
    claim(
      check.data !== "full" || data !== undefined,
      `Check ${check.id} needs a full data set, and the lesson has none: name it in syllabus.ts.`,
    );
    claim(
      check.name.length <= LONGEST_NAME,
      `The name of check ${check.id} has ${check.name.length} characters: ${LONGEST_NAME} fit on the screen.`,
    );
  }
  claim(
    mutants.table.length >= rules.mutants,
    `tests/mutants/${id}.ts has ${mutants.table.length} of at least ${rules.mutants} mutants.`,
  );
  claim(mutants.lesson === id, `tests/mutants/${id}.ts is about ${mutants.lesson}.`);
  claim(
    alternatives.length >= rules.alternatives,
    `tests/alternatives/${id}/ has ${alternatives.length} of at least ${rules.alternatives} modules.`,
  );
  const names = mutants.table.map(({ name }) => name);
  for (const [index, { name, refusedBy }] of mutants.table.entries()) {
    const problem = nameProblem(name);
    claim(problem === undefined, `The name of the mutant "${name}" of ${id} ${problem}`);
    claim(names.indexOf(name) >= index, `Two mutants of ${id} are called "${name}".`);
    claim(
      checks.some((check) => check.id === refusedBy),
      `Mutant "${name}" names check ${refusedBy}, which does not exist.`,
    );
    claim(
      !checks.some((check) => check.id === refusedBy && check.data === "full"),
      `Mutant "${name}" names check ${refusedBy}, which is judged only with --full: name one that is always judged.`,
    );
  }
  return problems;
}
