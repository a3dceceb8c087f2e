/**
 * @module
 */
import { printableName } from "../../../base/printable.ts";
import type { StudentResult } from "../class_results.ts";
import { type Markup, markup } from "./markup.ts";
import { otherRefusals } from "./refusals.ts";
import { refusedFile } from "./refused_file.ts";

/**
 * The files of a submission that were not graded, with the reasons, but for those that the sections of missing lessons
 * name. Empty if there are none.
 */
export function filesList(student: StudentResult, heading: Markup): Markup {
  const [refused, { ignored }] = [otherRefusals(student), student];
  if (refused.length + ignored.length === 0) return markup``;
  const items = [
    ...refused.map(refusedFile),
    ...ignored.map((path) =>
      markup`<code>${printableName(path)}</code> does not count: it is not a lesson, or another file counts instead.`
    ),
  ];
  return markup`<section>
${heading}
<ul>
${items.map((item) => markup`<li>${item}</li>`)}
</ul>
</section>
`;
}
