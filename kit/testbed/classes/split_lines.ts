/**
 * @module
 */
import type { Layout } from "../../grade/submissions/layouts/layout.ts";
import type { Files } from "./pack.ts";
import { withFolder } from "./with_folder.ts";

/**
 * What a layout makes of a folder with `files`: a line for each student, with all that has been handed in, one for each
 * thing that belongs to nobody, and the problems. Empty if the layout does not recognize the folder.
 * @param name The name of the folder.
 */
export function splitLines(layout: Layout, files: Files, name = "export"): Promise<string[]> {
  return withFolder(files, async (_, folder) => {
    const place = { name, items: await folder.children() };
    if (!await layout.recognizes(place)) return [];
    const { students, others, problems = [] } = await layout.split(place);
    return [
      ...students.map(({ student, name, email, pieces }) =>
        [
          [student, name, email].join(" | "),
          ...pieces.map(({ name, submittedAt, isLate, order }) => [name, submittedAt, isLate, order.join()].join(" ")),
        ].join(": ")
      ),
      ...others.map(({ name }) => `other: ${name}`),
      ...problems,
    ];
  }, name);
}
