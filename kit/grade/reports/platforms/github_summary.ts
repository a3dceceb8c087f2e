/**
 * The results of a student as the summary of a job on GitHub.
 * @module
 */
import { printableName } from "../../../base/printable.ts";
import type { ClassResults, StudentResult } from "../class_results.ts";
import { type Content, markup } from "../html/markup.ts";
import { shownChecks } from "../shown_checks.ts";
import { lessonStatus, STATUSES } from "../statuses.ts";

/** Returns the text, which is HTML: Markdown would obey what a student has written. */
export function githubSummary({ points, maxPoints, lessons, refused }: StudentResult, results: ClassResults): string {
  const rows = lessons.map((lesson) => {
    const status = lessonStatus(lesson);
    const { title } = results.lessons.find(({ id }) => id === lesson.lesson)!;
    const mistakes = shownChecks(lesson, results).filter(({ status }) => STATUSES[status].github);
    const items = lesson.checks.length === 0
      ? []
      : mistakes.map(({ name, status, message }) =>
        markup`<li>${STATUSES[status].symbol} ${name}: ${message || STATUSES[status].meaning}</li>`
      );
    const details: Content = items.length > 0 ? markup`<ul>${items}</ul>` : lesson.message;
    return markup`<tr>
<td>${title}</td>
<td>${STATUSES[status].symbol} ${status}</td>
<td>${lesson.points}/${lesson.maxPoints}</td>
<td>${details}</td>
</tr>`;
  });
  const refusals = refused.map(({ path, reason }) => markup`<p>${printableName(path)} was refused: ${reason}</p>`);
  const { text } = markup`<h2>${results.course}: ${points} of ${maxPoints} points</h2>
<table>
<tr><th>lesson</th><th>status</th><th>points</th><th>what to look at</th></tr>
${rows}
</table>
${refusals}
`;
  // after an empty line, Markdown would begin again
  return text.replace(/\n\s*(?=\n)/g, "").trimEnd() + "\n";
}
