/**
 * What a worker has stored about a file. Somebody who has taken over a worker can store any text, so it is checked before
 * anything else sees it.
 * @module
 */
import { BACKENDS } from "../../base/devices.ts";
import type { NotGradedEntry, VerdictEntry } from "../journal/entry.ts";
import type { GradingJob } from "./queue.ts";

/** What a grader is told if it is not a verdict. */
const NO_VERDICT = "A worker stored something that is not a verdict on this file: find out who else has its password " +
  "(docs/machines/README.md).";

const STATUSES = ["pass", "fail", "todo", "error", "timeout", "memory", "crash", "load", "skipped"];

/**
 * Reads a verdict from the database. A worker decides only about the file that it was given: a verdict on another file,
 * or any other line of a journal, counts as "not graded".
 * @param text The line of JSON.
 * @param file The file that the worker was given.
 */
export function readVerdict(text: string, { lesson, sha256 }: Omit<GradingJob, "path">): VerdictEntry | NotGradedEntry {
  const entry = parsed(text) as VerdictEntry | undefined;
  if (isVerdict(entry) && entry.lesson === lesson && entry.sha256 === sha256) return entry;
  return { type: "not graded", lesson, sha256, message: NO_VERDICT, gradedAt: new Date().toISOString() };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isVerdict(entry: VerdictEntry | null | undefined): entry is VerdictEntry {
  return entry?.type === "verdict" && Array.isArray(entry.checks) && entry.checks.every(isCheck) &&
    entry.points === sum(entry.checks.map(({ points }) => points)) && isCount(entry.maxPoints) &&
    entry.points <= entry.maxPoints && (entry.walls === 1 || entry.walls === 2) &&
    (BACKENDS as readonly string[]).includes(entry.device?.backend) &&
    typeof entry.seconds === "number" && typeof entry.gradedAt === "string";
}

function isCheck(check: VerdictEntry["checks"][number] | null): boolean {
  return check !== null &&
    [check.id, check.name, check.message, check.printed].every((text) => typeof text === "string") &&
    STATUSES.includes(check.status) && isCount(check.points) && isCount(check.maxPoints) &&
    check.points <= check.maxPoints;
}

function isCount(number: unknown): boolean {
  return typeof number === "number" && number >= 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
