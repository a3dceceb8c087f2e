/**
 * Which files of a student can count: only those of the last submission, or everything that was ever handed in.
 * @module
 */
import type { GoneEntry, StudentEntry, StudentFile } from "./entry.ts";
import type { GradingRules } from "../../base/grading_rules.ts";

/** Everything that the students have handed in, also in earlier downloads, by their identifiers. */
export type Attempts = Map<string, StudentFile[]>;

/** Adds what a line of the journal says. A student who is gone has nothing. */
export function addAttempts(attempts: Attempts, entry: StudentEntry | GoneEntry): void {
  if (entry.type === "gone") return void attempts.delete(entry.student);
  const known = attempts.get(entry.student) ?? [];
  const isNew = (file: StudentFile) =>
    !known.some(({ lesson, sha256, submittedAt }) =>
      lesson === file.lesson && sha256 === file.sha256 && submittedAt === file.submittedAt
    );
  attempts.set(entry.student, [...known, ...(entry.earlier ?? []).filter(isNew), ...entry.files.filter(isNew)]);
}

/** The files of a student that can count, the older ones of a lesson first. */
export function filesThatCan(count: GradingRules["counts"], entry: StudentEntry, attempts: Attempts): StudentFile[] {
  return count === "best" ? attempts.get(entry.student)! : entry.files;
}

/** The submission of a lesson that counts: the one with the most points, and of equal ones the newest. */
export function best<Result extends { points: number }>(results: readonly Result[]): Result | undefined {
  return results.reduce<Result | undefined>((best, each) => best && best.points > each.points ? best : each, undefined);
}
