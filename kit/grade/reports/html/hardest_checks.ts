/**
 * The checks that the fewest students passed, and the known mistakes behind them.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import { printableLine } from "../../../base/printable.ts";
import { counted } from "../../../learn/plot/parts/number_text.ts";
import type { ClassResults } from "../class_results.ts";
import { knownMistake } from "./known_mistake.ts";
import { type Markup, markup } from "./markup.ts";
import { passedShare } from "./passed_share.ts";

/** How many checks are shown without unfolding. */
const SHOWN = 10;

/** How many known mistakes are shown for a check. */
const MOST_MISTAKES = 3;

/** The longest name of a known mistake, in characters. */
const LONGEST_MISTAKE = 300;

/** How a class did in a check. */
export interface CheckSummary {
  /** The lesson's id. */
  lesson: string;
  /** The check's name. */
  name: string;
  /** How many students it judged. */
  judged: number;
  /** How many of them passed. */
  passed: number;
  /** The known mistakes of the others, the most frequent first. */
  mistakes: { mutant: string; count: number }[];
}

/**
 * The checks that not everybody passed, the hardest first; equally hard ones in the order of the course. Only the
 * students who handed in the lesson count, and only the checks that ran.
 */
export function hardestChecks({ lessons, students }: ClassResults): CheckSummary[] {
  const summaries = lessons.flatMap(({ id: lesson, checks }, index) => {
    const results = students.map((student) => student.lessons[index]);
    return checks.map(({ id, name }): CheckSummary => {
      const verdicts = results.flatMap((result) => {
        const check = result.checks.find((check) => check.id === id && check.status !== "skipped");
        return check ? [{ isPassed: check.status === "pass", mistake: knownMistake(check, result) }] : [];
      });
      const passed = verdicts.filter(({ isPassed }) => isPassed).length;
      const mistakes = Map.groupBy(verdicts.flatMap(({ mistake }) => mistake?.mutant ?? []), (mutant) => mutant);
      return {
        ...{ lesson, name, judged: verdicts.length, passed },
        mistakes: [...mistakes].map(([mutant, { length: count }]) => ({ mutant, count }))
          .sort((a, b) => b.count - a.count || (a.mutant < b.mutant ? -1 : 1)),
      };
    });
  });
  return summaries.filter(({ judged, passed }) => passed < judged)
    .sort((a, b) => a.passed / a.judged - b.passed / b.judged);
}

/** The hardest checks as a table; the others are in a second one, which unfolds. */
export function hardestChecksTable(results: ClassResults): Markup {
  const all = hardestChecks(results);
  if (all.length === 0) return markup`<p>Every check that ran was passed.</p>`;
  const rest = all.slice(SHOWN);
  if (rest.length === 0) return tableOf(all, "The hardest checks");
  return markup`${tableOf(all.slice(0, SHOWN), "The hardest checks")}
<details>
<summary>${counted(rest.length, "more check")} that not everybody passed</summary>
${tableOf(rest, "More checks that not everybody passed")}
</details>`;
}

function tableOf(checks: readonly CheckSummary[], caption: string): Markup {
  return markup`<table class="hardest">
<caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">Check</th><th scope="col">Passed</th><th scope="col">Known mistakes</th></tr></thead>
<tbody>
${checks.map(row)}
</tbody>
</table>`;
}

function row({ lesson, name, judged, passed, mistakes }: CheckSummary): Markup {
  const items = mistakes.slice(0, MOST_MISTAKES)
    .map(({ mutant, count }) => markup`<li>${count} × ${printableLine(mutant, LONGEST_MISTAKE)}</li>`);
  return markup`<tr><th scope="row"><span class="number">${digitsOf(lesson)}</span> ${name}</th>
<td>${passedShare({ passed, judged })}</td>
<td>${items.length > 0 ? markup`<ul>${items}</ul>` : markup`<span class="none">none recognized</span>`}</td></tr>`;
}
