/**
 * The result of `deno task diagnose`.
 * @module
 */
import type { Store } from "../../judge/diagnosis/store.ts";
import type { WrongNaming } from "./wrong_namings.ts";

/** A message that names a mistake other than the mutant's. */
export interface WrongCause {
  /** The mutant's name. */
  mutant: string;
  /** The id of the check. */
  check: string;
  /** The message. */
  message: string;
}

/** One lesson's part of the report. */
export interface DiagnosesReport {
  /** The lesson's id. */
  lesson: string;
  /** The number of its mutants. */
  mutants: number;
  /** The number of mutants that are recognised. */
  named: number;
  /** The mutants that are not recognised, each with the reason. */
  silent: Store["silent"];
  /** Mistakes that would be diagnosed as another mistake if they had no entry. */
  wrongNamings: WrongNaming[];
  /** Right answers that would be diagnosed as a mistake. */
  namedRight: WrongNaming[];
  /** The messages that name a mistake other than the mutant's. */
  wrongCauses: WrongCause[];
  /** The size of the file with the diagnoses, in bytes. */
  bytes: number;
  /** One sentence for each problem. */
  problems: string[];
}

/** At most this share of the mistakes may be diagnosed as another mistake. */
const MOST_WRONG = 0.01;

/** Whether nothing is wrong. Messages that name another mistake count only if `withCauses` is true. */
export function isWell(reports: readonly DiagnosesReport[], withCauses: boolean): boolean {
  const sum = (of: (report: DiagnosesReport) => number) => reports.reduce((sum, report) => sum + of(report), 0);
  return sum(({ problems, namedRight }) => problems.length + namedRight.length) === 0 &&
    sum(({ wrongNamings }) => wrongNamings.length) <= MOST_WRONG * sum(({ mutants }) => mutants) &&
    (!withCauses || sum(({ wrongCauses }) => wrongCauses.length) === 0);
}
