/**
 * What a verdict on a check says: the message, the known mistake, the learner's line, and what was printed.
 * @module
 */
import { printable, printableLine, printableName } from "../../../base/printable.ts";
import type { GradedCheck } from "../../journal/entry.ts";
import { type Markup, markup } from "./markup.ts";

/** The longest message, in characters. The judge's are shorter, but the journal is a file that anyone can edit. */
const LONGEST_MESSAGE = 4000;

/** The longest line of a learner's code, in characters. */
const LONGEST_LINE = 300;

/** What the verdict does not contain. */
export interface WordsOptions {
  /** The name of the learner's file: "04_gradient_descent.ts". */
  file: string;
  /** What is known about the mistake, in a sentence; "" for nothing. */
  diagnosis: string;
  /** How much of the lesson's output is shown, in characters. */
  printed: number;
}

/** Everything that there is to say about a verdict. Empty if there is nothing. */
export function checkWords(check: GradedCheck, { file, diagnosis, printed }: WordsOptions): Markup[] {
  return [
    ...messageOf(check),
    ...diagnosis ? [markup`<p class="diagnosis">${printableLine(diagnosis, LONGEST_MESSAGE)}</p>`] : [],
    ...placeOf(check, file),
    ...printedBy(check, printed),
  ];
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
