/**
 * The statuses of checks and lessons, as the reports show them. The table in `docs/graders.md` is made from this one.
 * @module
 */
import type { GradedCheck } from "../journal/entry.ts";
import type { LessonResult, LessonStatus } from "./class_results.ts";

/** A status in a report. "course error": a check is broken, and the student is not to blame. */
export type ShownStatus = LessonStatus | "course error";

/** What a status means, and how reports show it. */
export interface StatusForm {
  /** The meaning, for graders. */
  meaning: string;
  /** The symbol that stands before the word, as on the learner's screen. */
  symbol: string;
  /** The element in a test case of JUnit; null for a case that passed. */
  junit: "failure" | "error" | "skipped" | null;
}

/**
 * All statuses. JUnit's `failure` means that the answer is wrong, and `error` that something stopped the check. A file
 * that nobody has judged is `skipped` only as long as it waits: if it could not be judged, somebody must look at it.
 */
export const STATUSES: Readonly<Record<ShownStatus, StatusForm>> = {
  "pass": { meaning: "right", symbol: "✓", junit: null },
  "fail": { meaning: "a wrong answer", symbol: "✗", junit: "failure" },
  "todo": { meaning: "the stub is unchanged", symbol: "□", junit: "failure" },
  "error": { meaning: "the lesson's code threw an error", symbol: "!", junit: "error" },
  "timeout": { meaning: "no answer within the time limit", symbol: "∞", junit: "error" },
  "memory": { meaning: "more memory than allowed", symbol: "▲", junit: "error" },
  "crash": { meaning: "the lesson's process ended", symbol: "☠", junit: "error" },
  "load": { meaning: "the file cannot be imported", symbol: "⇣", junit: "error" },
  "skipped": { meaning: "did not run; its points count neither way", symbol: "–", junit: "skipped" },
  "missing": { meaning: "not handed in", symbol: "○", junit: "skipped" },
  "waiting": { meaning: "not judged yet", symbol: "…", junit: "skipped" },
  "not graded": { meaning: "could not be judged; the student is not to blame", symbol: "?", junit: "error" },
  "course error": { meaning: "a check is broken; the student is not to blame", symbol: "‼", junit: "error" },
};

/** The status of a check. */
export function checkStatus({ status, fault }: Pick<GradedCheck, "status" | "fault">): ShownStatus {
  return fault === "course" ? "course error" : status;
}

/**
 * The status of a lesson. If any of its checks is broken, its points are not final, which is more important than the
 * other checks.
 */
export function lessonStatus({ status, checks }: Pick<LessonResult, "status" | "checks">): ShownStatus {
  return checks.some(({ fault }) => fault === "course") ? "course error" : status;
}
