/**
 * @module
 */
import { type ShownStatus, STATUSES } from "../statuses.ts";
import { type Markup, markup } from "./markup.ts";

/** The colours of statuses, by their names in the style sheet. All others are "bad". */
const COLOURS: Partial<Record<ShownStatus, string>> = {
  "pass": "good",
  "todo": "warning",
  "course error": "warning",
  "skipped": "quiet",
  "missing": "quiet",
  "waiting": "quiet",
  "not graded": "quiet",
};

/** A status as a symbol and a word, and only on top of these as a colour. */
export function statusMark(status: ShownStatus): Markup {
  const { symbol } = STATUSES[status];
  return markup`<b class="status ${COLOURS[status] ?? "bad"}"><i aria-hidden="true">${symbol}</i> ${status}</b>`;
}
