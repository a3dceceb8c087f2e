/**
 * A check in a list, for the instructor and for the student.
 * @module
 */
import type { GradedCheck } from "../../journal/entry.ts";
import { checkStatus } from "../statuses.ts";
import { checkWords, type WordsOptions } from "./check_words.ts";
import { type Markup, markup } from "./markup.ts";
import { score } from "./score.ts";
import { statusMark } from "./status_mark.ts";
import { duration } from "./time_element.ts";

/** How a check is shown. */
interface Options extends WordsOptions {
  /** Whether the learner should look at this check first. */
  isFirst: boolean;
}

/** A check as an item of a list: one line, and below it whatever else there is to say. */
export function checkItem(check: GradedCheck, { isFirst, ...options }: Options): Markup {
  const { name, status, points, maxPoints, durationMs, hidden } = check;
  const more = [
    ...isFirst ? [markup`<p class="hint">Look at this check first.</p>`] : [],
    ...checkWords(check, options),
  ];
  const kind = status === "pass" ? "passed" : isFirst ? "open first" : "open";
  const parts = [
    statusMark(checkStatus(check)),
    markup`<span class="name">${name}${hidden ? markup` <b class="quiet">hidden</b>` : ""}</span>`,
    score(status === "skipped" ? "–" : points, maxPoints), // a check that did not run does not get 0
    duration(durationMs / 1000),
    ...more.length > 0 ? [markup`<div class="more">${more}</div>`] : [],
  ];
  return markup`<li class="${kind}">${parts}</li>`;
}
