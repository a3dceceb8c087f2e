/**
 * @module
 */
import { printableLine, printableName } from "../../../base/printable.ts";
import type { StudentResult } from "../class_results.ts";
import { type Markup, markup } from "./markup.ts";

/** The longest reason, in characters. */
const LONGEST_REASON = 500;

/** The files of a submission that were not graded, with the reasons. Empty if there are none. */
export function filesList({ refused, ignored }: StudentResult, heading: Markup): Markup {
  if (refused.length + ignored.length === 0) return markup``;
  const items = [
    // a reason begins with the name of the file, but not with its folder
    ...refused.map(({ path, reason }) => markup`${printableLine(reason, LONGEST_REASON)}${folderOf(path)}`),
    ...ignored.map((path) => markup`<code>${printableName(path)}</code> is not a lesson, so it was not read.`),
  ];
  return markup`<section>
${heading}
<ul>
${items.map((item) => markup`<li>${item}</li>`)}
</ul>
</section>
`;
}

function folderOf(path: string): Markup {
  return path.includes("/") ? markup` <code>(${printableName(path)})</code>` : markup``;
}
