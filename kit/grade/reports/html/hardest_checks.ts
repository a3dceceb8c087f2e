/**
 * The checks that the fewest students passed, and the known mistakes behind them.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import { counted } from "../../../learn/plot/parts/number_text.ts";
import type { ClassResults } from "../class_results.ts";
import { type Markup, markup } from "./markup.ts";

/** How many checks are shown without unfolding. */
const SHOWN = 10;

/** How many known mistakes are shown for a check. */
const MOST_MISTAKES = 3;

/** How a class did in a check. */
export interface CheckSummary {
  /** The lesson's id. */
  lesson: string;
  /** The check's name. */
  name: string;
  /** How many students were judged by it. */
  judged: number;
  /** How many of them passed. */
  passed: number;
  /** The known mistakes of the others, the most frequent first. */
  mistakes: { mutant: string; count: number }[];
}

/**
 * The checks that not everybody passed, the hardest first; among equals, in the order of the course. Only students who
 * handed the lesson in are counted, and only checks that ran.
 */
export function hardestChecks({ lessons, students }: ClassResults): CheckSummary[] {
  const summaries = lessons.flatMap(({ id: lesson, checks }, index) =>
    checks.map(({ id, name }): CheckSummary => {
      const results = students.flatMap((student) => {
        const { checks, diagnosis } = student.lessons[index];
        const check = checks.find((check) => check.id === id && check.status !== "skipped");
        return check ? [{ check, diagnosis }] : [];
      });
      const failed = results.filter(({ check }) => check.status !== "pass");
      const mistakes = Map.groupBy(
        failed.filter(({ check, diagnosis }) => check.status === "fail" && (check.diagnosis ?? diagnosis)),
        ({ check, diagnosis }) => (check.diagnosis ?? diagnosis)!.mutant,
      );
      return {
        ...{ lesson, name, judged: results.length, passed: results.length - failed.length },
        mistakes: [...mistakes].map(([mutant, all]) => ({ mutant, count: all.length }))
          .sort((a, b) => b.count - a.count || (a.mutant < b.mutant ? -1 : 1)),
      };
    })
  );
  return summaries.filter(({ judged, passed }) => passed < judged)
    .sort((a, b) => a.passed / a.judged - b.passed / b.judged);
}

/** The table of the hardest checks. */
export function hardestChecksTable(results: ClassResults): Markup {
  const all = hardestChecks(results);
  if (all.length === 0) return markup`<p>Every check that was judged passed.</p>`;
  const rest = all.slice(SHOWN);
  return markup`${tableOf(all.slice(0, SHOWN), "The hardest checks")}
${
    rest.length > 0
      ? markup`<details>
<summary>${counted(rest.length, "more check")} that not everybody passed</summary>
${tableOf(rest, "More checks that not everybody passed")}
</details>`
      : ""
  }`;
}

function tableOf(checks: readonly CheckSummary[], caption: string): Markup {
  return markup`
    <table class="hardest">
      <caption class="hidden">${caption}</caption>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Passed</th>
          <th scope="col">Known mistakes</th>
        </tr>
      </thead>
      <tbody>
    ${checks.map(row)}
      </tbody>
    </table>
  `;
}

function row({ lesson, name, judged, passed, mistakes }: CheckSummary): Markup {
  const percent = Math.floor(passed / judged * 100);
  const items = mistakes.slice(0, MOST_MISTAKES).map(({ mutant, count }) => markup`<li>${count} × ${mutant}</li>`);
  return markup`
    <tr>
      <th scope="row"><span class="lesson-number">${digitsOf(lesson)}</span> ${name}</th>
      <td><span class="share">${percent} %</span> <svg viewBox="0 0 100 8" aria-hidden="true"><rect class="all" width="100" height="8"/><rect width="${percent}" height="8"/></svg> <span class="of">${passed} of ${judged}</span></td>
      <td>${items.length > 0 ? markup`<ul>${items}</ul>` : markup`<span class="none">none recognized</span>`}</td>
    </tr>
  `;
}
