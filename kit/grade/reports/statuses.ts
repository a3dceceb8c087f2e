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
  /** Whether the points are the student's own: if not, a 0 must not look as if it had been earned. */
  isEarned: boolean;
  /** Gradescope's status of a test case; null for a test case that has neither a status nor points. */
  gradescope: "passed" | "failed" | null;
  /** Exercism's status of a test; null for a test that is left out. */
  exercism: "pass" | "fail" | "error" | null;
  /** Classroom 50's field `passed`. */
  classroom50: boolean;
  /** A test point in TAP: "ok", "not ok", or "skip" for "ok … # SKIP". */
  tap: "ok" | "not ok" | "skip";
  /** The kind of GitHub's annotation; null if there is none. */
  github: "error" | "warning" | "notice" | null;
}

/** What the formats of platforms say about a check, in groups. They know fewer statuses than we do. */
type PlatformForm = Omit<StatusForm, "meaning" | "symbol" | "junit">;

const PASSED: PlatformForm = {
  ...{ isEarned: true, gradescope: "passed", exercism: "pass", classroom50: true, tap: "ok", github: null },
};

const FAILED: PlatformForm = {
  ...{ isEarned: true, gradescope: "failed", exercism: "fail", classroom50: false, tap: "not ok", github: "error" },
};

/** Exercism distinguishes a wrong answer from none. */
const STOPPED: PlatformForm = { ...FAILED, exercism: "error" };

/** Nobody must be stopped by a check that cannot run on this machine. */
const SKIPPED: PlatformForm = {
  ...{ isEarned: false, gradescope: null, exercism: null, classroom50: true, tap: "skip", github: "notice" },
};

/** It is not a pass, but not the student's mistake either: the names of such checks say so. */
const UNJUDGED: PlatformForm = {
  ...{ isEarned: false, gradescope: null, exercism: "error", classroom50: false, tap: "not ok", github: "warning" },
};

/**
 * All statuses. JUnit's `failure` means that the answer is wrong, and `error` that something stopped the check. A file
 * that nobody has judged is `skipped` only as long as it waits: if it could not be judged, somebody must look at it.
 */
export const STATUSES: Readonly<Record<ShownStatus, StatusForm>> = {
  "pass": { meaning: "right", symbol: "✓", junit: null, ...PASSED },
  "fail": { meaning: "a wrong answer", symbol: "✗", junit: "failure", ...FAILED },
  "todo": { meaning: "the stub is unchanged", symbol: "□", junit: "failure", ...FAILED, github: "warning" },
  "error": { meaning: "the lesson's code threw an error", symbol: "!", junit: "error", ...STOPPED },
  "timeout": { meaning: "no answer within the time limit", symbol: "∞", junit: "error", ...STOPPED },
  "memory": { meaning: "more memory than allowed", symbol: "▲", junit: "error", ...STOPPED },
  "crash": { meaning: "the lesson's process ended", symbol: "☠", junit: "error", ...STOPPED },
  "load": { meaning: "the file cannot be imported", symbol: "⇣", junit: "error", ...STOPPED },
  "skipped": { meaning: "did not run; its points count neither way", symbol: "–", junit: "skipped", ...SKIPPED },
  "missing": { meaning: "not handed in", symbol: "○", junit: "skipped", ...STOPPED, tap: "skip", github: "warning" },
  "waiting": { meaning: "not judged yet", symbol: "…", junit: "skipped", ...UNJUDGED, tap: "skip", github: "notice" },
  "not graded": {
    meaning: "could not be judged; the student is not to blame",
    symbol: "?",
    junit: "error",
    ...UNJUDGED,
  },
  "course error": {
    meaning: "a check is broken; the student is not to blame",
    symbol: "‼",
    junit: "error",
    ...UNJUDGED,
  },
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
