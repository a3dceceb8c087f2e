/**
 * @module
 */
import type { LessonStatus } from "../class_results.ts";
import { type Markup, markup } from "./markup.ts";

/** A symbol for each status, the same as in the terminal. */
const SYMBOLS: Record<LessonStatus, string> = {
  pass: "✓",
  fail: "✗",
  todo: "□",
  error: "!",
  timeout: "∞",
  memory: "▲",
  crash: "☠",
  load: "⇣",
  skipped: "–",
  missing: "○",
  waiting: "…",
  "not graded": "?",
};

/** The kinds of statuses that share a colour. */
const GOOD: readonly LessonStatus[] = ["pass"];
const QUIET: readonly LessonStatus[] = ["skipped", "missing", "waiting", "not graded"];
const BEGUN: readonly LessonStatus[] = ["todo"];

/** A status as a symbol and a word, and only on top of these as a colour. */
export function statusMark(status: LessonStatus): Markup {
  const kind = GOOD.includes(status)
    ? "good"
    : QUIET.includes(status)
    ? "quiet"
    : BEGUN.includes(status)
    ? "begun"
    : "bad";
  return markup`<b class="status ${kind}"><span aria-hidden="true">${SYMBOLS[status]}</span> ${status}</b>`;
}

/** The same as text, for a list of choices. */
export function statusText(status: LessonStatus): string {
  return `${SYMBOLS[status]} ${status}`;
}

/** All statuses, in the order of a list of choices. */
export const STATUSES = Object.keys(SYMBOLS) as LessonStatus[];
