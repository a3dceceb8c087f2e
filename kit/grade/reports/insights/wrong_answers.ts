/**
 * Groups wrong answers that no known mistake explains: those with the same results are one wrong answer.
 * @module
 */
import { differenceOf } from "../../../judge/diagnosis/match.ts";
import type { Sketch } from "../../../judge/diagnosis/sketch.ts";
import { readSketches } from "../../../judge/diagnosis/store.ts";
import type { GradedCheck } from "../../journal/entry.ts";
import type { LessonResult } from "../class_results.ts";
import { knownMistake } from "../html/known_mistake.ts";

/**
 * Up to this relative difference, numbers count as the same. Rounding errors are smaller, and of the course's 1,354
 * known mistakes, no two are as near to each other.
 */
const TOLERANCE = 1e-4;

/** A lesson that a student handed in. */
export interface HandedIn {
  /** The position of the student in the class. */
  student: number;
  /** The student's result. */
  result: LessonResult;
}

/** A wrong answer that no known mistake explains. */
export interface WrongAnswer {
  /** Everyone who gave it. */
  by: HandedIn[];
  /** The verdicts on the checks that it fails, as one of the students got them. The order is that of the checks. */
  checks: GradedCheck[];
}

/** What is compared of a wrong answer. */
interface Comparable {
  handedIn: HandedIn;
  checks: GradedCheck[];
  /** The evidence of each of the checks; null if there is none. Then the message is compared. */
  evidence: (readonly Sketch[] | null)[];
}

/**
 * Groups the wrong answers that no known mistake explains, the most frequent first. The same answers always give the
 * same groups: each answer, in the order of the hashes of the files, joins the first group whose first answer is equal.
 */
export function wrongAnswers(handedIn: readonly HandedIn[]): WrongAnswer[] {
  const buckets = new Map<string, { group: WrongAnswer; first: Comparable }[]>();
  const byHash = (a: HandedIn, b: HandedIn) => a.result.sha256! < b.result.sha256! ? -1 : 1;
  const files = Map.groupBy(handedIn.toSorted(byHash), ({ result }) => result.sha256);
  for (const by of files.values()) {
    const checks = unexplained(by[0].result);
    if (checks.length === 0) continue;
    const answer = comparable(by[0], checks);
    const key = JSON.stringify(checks.map(({ id, status }) => [id, status]));
    const bucket = buckets.get(key) ?? [];
    const same = bucket.find(({ first }) => isSame(first, answer));
    if (same) same.group.by.push(...by);
    else bucket.push({ group: { by: [...by], checks }, first: answer });
    buckets.set(key, bucket);
  }
  return [...buckets.values()].flat().map(({ group }) => group)
    .sort((a, b) => b.by.length - a.by.length || byHash(a.by[0], b.by[0]));
}

/** Whether a check ran and says something about the answer. An untouched part is not an answer; a broken check says nothing. */
export function isWrong({ status, fault }: GradedCheck): boolean {
  return status !== "pass" && status !== "todo" && status !== "skipped" && fault === null;
}

/**
 * The checks that an answer fails without a known mistake. If there are only checks in which it looks like a known
 * mistake, but all together are not those of this mistake, they are the ones.
 */
function unexplained(result: LessonResult): GradedCheck[] {
  const wrong = result.checks.filter(isWrong);
  const without = wrong.filter((check) => !knownMistake(check, result));
  return without.length > 0 || result.diagnosis ? without : wrong;
}

function comparable(handedIn: HandedIn, checks: GradedCheck[]): Comparable {
  const { evidence = {} } = handedIn.result;
  const evidenceOf = (id: string) => Object.hasOwn(evidence, id) ? readSketches(evidence[id]) : null;
  return { handedIn, checks, evidence: checks.map(({ id }) => evidenceOf(id)) };
}

/** Whether two answers, which fail the same checks, have the same results. */
function isSame(a: Comparable, b: Comparable): boolean {
  return a.checks.every((check, i) => {
    const [left, right] = [a.evidence[i], b.evidence[i]];
    if (left && right) return differenceOf(left, right) <= TOLERANCE;
    return comparedMessage(check) === comparedMessage(b.checks[i]);
  });
}

/** An error names numbers that differ from answer to answer, such as an index. */
function comparedMessage({ status, message }: GradedCheck): string {
  return status === "fail" ? message : message.replace(/[-−]?\d[\d.,]*(?:e[+-]?\d+)?/g, "#");
}
