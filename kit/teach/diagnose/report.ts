/**
 * The result of `deno task diagnose`.
 * @module
 */
import type { Store } from "../../judge/diagnosis/store.ts";
import type { WrongNaming } from "./wrong_namings.ts";

/** A message that names a different mistake from the mutant's. */
export interface WrongCause {
  /** The mutant's name. */
  mutant: string;
  /** The id of the check. */
  check: string;
  /** What it says. */
  message: string;
}

/** One lesson's part of the report. */
export interface DiagnosesReport {
  /** The lesson. */
  lesson: string;
  /** How many mutants it has. */
  mutants: number;
  /** How many of them are recognised. */
  named: number;
  /** The others, each with the reason. */
  silent: Store["silent"];
  /** Mistakes that get another's name if their own entry is left out. */
  wrongNamings: WrongNaming[];
  /** Right answers that would get the name of a mistake. */
  namedRight: WrongNaming[];
  /** The messages that name a different mistake. */
  wrongCauses: WrongCause[];
  /** The length of the file. */
  bytes: number;
  /** What is wrong, one sentence each. */
  problems: string[];
}

/** The largest share of mistakes that may get the name of another. */
const MOST_WRONG = 0.01;

/** Whether nothing is wrong; `withCauses` says whether messages that name a different mistake count. */
export function isWell(reports: readonly DiagnosesReport[], withCauses: boolean): boolean {
  const sum = (of: (report: DiagnosesReport) => number) => reports.reduce((sum, report) => sum + of(report), 0);
  return sum(({ problems, namedRight }) => problems.length + namedRight.length) === 0 &&
    sum(({ wrongNamings }) => wrongNamings.length) <= MOST_WRONG * sum(({ mutants }) => mutants) &&
    (!withCauses || sum(({ wrongCauses }) => wrongCauses.length) === 0);
}
