/**
 * The verdict, as it falls: the checks, and what helps with the first one that does not pass.
 * @module
 */
import { checkStatus } from "../../../grade/reports/statuses.ts";
import { checkWords } from "../../../grade/reports/html/check_words.ts";
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";
import { score } from "../../../grade/reports/html/score.ts";
import { statusMark } from "../../../grade/reports/html/status_mark.ts";
import { firstUnsolved } from "../../../judge/run/first_unsolved.ts";
import type { CheckRecord, ScoreRecord } from "../../../judge/run/record.ts";
import { counted } from "../../../learn/plot/parts/number_text.ts";
import { linesAround } from "./code.ts";

/** How much of a lesson's output is shown, in characters. */
const PRINTED = 2000;

/** What the section shows. */
export interface Verdict {
  /** The verdicts so far. */
  checks: readonly CheckRecord[];
  /** The score; undefined while checks still run. */
  score?: ScoreRecord;
  /** The lesson's file, as the learner would type it. */
  file: string;
  /** The text of that file. */
  text: string;
  /** How many hints have been shown, by the id of the check. */
  hints: ReadonlyMap<string, number>;
}

/** The section. */
export function checksSection({ checks, score: sum, file, text, hints }: Verdict): string {
  const first = sum && firstUnsolved(checks);
  const rest = checks.filter((check) => check !== first);
  const diagnosis = first && !first.hasCause ? sum.diagnosis?.text ?? "" : "";
  const items = [
    ...first ? [item(first, { file, diagnosis, more: [contextOf(first, text), hintsOf(first, hints)] })] : [],
    ...rest.map((check) => item(check, { file, diagnosis: "", more: [] })),
  ];
  return markup`<ol class="checks">${items}</ol>`.text;
}

/** What is said about a check, and what follows it. */
interface ItemOptions {
  file: string;
  diagnosis: string;
  more: readonly Markup[];
}

function item(check: CheckRecord, { file, diagnosis, more }: ItemOptions): Markup {
  const { id, name, status, points, maxPoints } = check;
  const words = checkWords(check, { file, diagnosis, printed: PRINTED });
  return markup`<li id="check-${id}" class="${status === "pass" ? "passed" : "open"}">
${statusMark(checkStatus(check))} <span class="name">${name}</span> ${
    score(status === "skipped" ? "–" : points, maxPoints)
  }
<div class="more">${[...words, ...more]}</div></li>`;
}

/** The learner's line with those around it; for a stub also, because here is where to write. */
function contextOf({ location }: CheckRecord, text: string): Markup {
  return location ? linesAround(text, location.line) : markup``;
}

/** The hints that were shown, and a button for the next one. */
function hintsOf({ id, status, hints }: CheckRecord, shown: ReadonlyMap<string, number>): Markup {
  if (status === "load" || status === "skipped" || hints.length === 0) return markup``;
  const count = Math.min(shown.get(id) ?? 0, hints.length);
  const list = hints.slice(0, count).map((hint) => markup`<li>${hint}</li>`);
  const button = count < hints.length
    ? markup`<button type="button" data-do="hint" id="hint">${
      count === 0 ? "A hint" : "The next hint"
    } <kbd>h</kbd></button>`
    : markup`<p class="quiet">That was the last hint for this check.</p>`;
  return markup`${count > 0 ? markup`<ol class="hints">${list}</ol>` : ""}${button}`;
}

/** The points, in words. They are also what a screen reader says after a save. */
export function scoreSection({ checks, score: sum }: Pick<Verdict, "checks" | "score">, next: Markup): string {
  if (!sum) return markup`<p class="points">Judging … ${counted(checks.length, "check")} so far</p>`.text;
  const first = firstUnsolved(checks);
  const open = first ? `The first open check: ${first.name}.` : "Every check passes.";
  return markup`<p class="points"><b>${sum.points} of ${counted(sum.maxPoints, "point")}</b> <span>in ${
    sum.seconds.toFixed(2)
  } s.</span></p><p class="quiet">${open}</p>${next}`.text;
}
