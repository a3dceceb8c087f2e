/**
 * @module
 */
import { printableLine, printableName } from "../../../base/printable.ts";
import type { StudentResult } from "../class_results.ts";
import { type Markup, markup } from "./markup.ts";

/** The files of a submission that were not graded, with the reasons. Nothing if there are none. */
export function filesList({ refused, ignored }: StudentResult, level: "h2" | "h4"): Markup {
  if (refused.length + ignored.length === 0) return markup``;
  const items = [
    ...refused.map(({ path, reason }) =>
      markup`<li><code>${printableName(path)}</code>: ${printableLine(reason, 500)}</li>`
    ),
    ...ignored.map((path) => markup`<li><code>${printableName(path)}</code> is not a lesson, so it was not read.</li>`),
  ];
  const heading = level === "h2"
    ? markup`<h2>Files that were not graded</h2>`
    : markup`<h4>Files that were not graded</h4>`;
  return markup`<section class="files">
${heading}
<ul>
${items}
</ul>
</section>`;
}
