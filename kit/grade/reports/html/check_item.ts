/**
 * A check in a list, for the instructor and for the student.
 * @module
 */
import { printable, printableLine, printableName } from "../../../base/printable.ts";
import type { GradedCheck } from "../../journal/entry.ts";
import { checkStatus } from "../statuses.ts";
import { type Markup, markup } from "./markup.ts";
import { score } from "./score.ts";
import { statusMark } from "./status_mark.ts";
import { duration } from "./time_element.ts";

/** The longest message, in characters. The judge's are shorter, but the journal is a file that anyone can edit. */
const LONGEST_MESSAGE = 4000;

/** The longest line of a learner's code, in characters. */
const LONGEST_LINE = 300;

/** How a check is shown. */
interface Options {
  /** The name of the learner's file: "04_gradient_descent.ts". */
  file: string;
  /** Whether the learner should look at this check first. */
  isFirst: boolean;
  /** What is known about the mistake, in a sentence; "" for nothing. */
  diagnosis: string;
  /** How much of the lesson's output is shown, in characters. */
  printed: number;
}

/** A check as an item of a list: one line, and below it whatever else there is to say. */
export function checkItem(check: GradedCheck, { file, isFirst, diagnosis, printed }: Options): Markup {
  const { name, status, points, maxPoints, durationMs } = check;
  const more = [
    ...isFirst ? [markup`<p class="hint">Look at this check first.</p>`] : [],
    ...messageOf(check),
    ...diagnosis ? [markup`<p class="diagnosis">${printableLine(diagnosis, LONGEST_MESSAGE)}</p>`] : [],
    ...placeOf(check, file),
    ...printedBy(check, printed),
  ];
  const kind = status === "pass" ? "passed" : isFirst ? "open first" : "open";
  const parts = [
    statusMark(checkStatus(check)),
    markup`<span class="name">${name}</span>`,
    score(status === "skipped" ? "–" : points, maxPoints), // a check that did not run does not get 0
    duration(durationMs / 1000),
    ...more.length > 0 ? [markup`<div class="more">${more}</div>`] : [],
  ];
  return markup`<li class="${kind}">${parts}</li>`;
}

/** The message. Its first line is ours. Those below are the lesson's own words, and marked as such. */
function messageOf({ message }: GradedCheck): Markup[] {
  const [first, ...others] = printable(message, LONGEST_MESSAGE).split("\n");
  return [
    ...first ? [markup`<p>${first}</p>`] : [],
    ...others.length > 0 ? [markup`<pre>${others.join("\n")}</pre>`] : [],
  ];
}

/** The learner's line. That of a stub only repeats the message. */
function placeOf({ location, status }: GradedCheck, file: string): Markup[] {
  if (!location) return [];
  const place = `${printableName(file)}:${location.line}`;
  const source = status === "todo" ? "" : printableLine(location.source, LONGEST_LINE);
  return [markup`<p class="place"><code>${place}</code>${source ? markup` <code>${source}</code>` : ""}</p>`];
}

function printedBy({ printed }: GradedCheck, length: number): Markup[] {
  const text = printable(printed, length).trimEnd();
  return text ? [markup`<details class="printed"><summary>What it printed</summary><pre>${text}</pre></details>`] : [];
}
