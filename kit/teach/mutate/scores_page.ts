/**
 * Writes the page with the scores of all lessons.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { writeAtomically } from "../../base/write.ts";
import { syllabus } from "../../../syllabus.ts";
import type { LessonScore } from "./mutate.ts";

/** The path of the page. */
export const SCORES_PAGE: string = join(root, "docs", "mutation.md");

const HEAD = `# How much the checks refuse

\`deno task verify --mutate\` edits every line that a learner has to write: it drops a statement, flips a sign or a
comparison, changes a number by one, swaps two arguments, uses a default instead of a parameter, or drops \`await\`,
\`tidy\` or a copy. Each edit is judged until the first check refuses it. The command writes its latest results into this
table.

- **edits**: the number of edits. An edit after which the lesson does not load is not counted.
- **equivalent**: edits that change nothing, or that the brief allows.
  \`tests/equivalents/\` lists them, each with its reason.
- **refused**: the share of the other edits that a check refuses.
- **by check**: for each check, the number of edits that it was the first to refuse.

| lesson | edits | equivalent | refused | by check |
| --- | --- | --- | --- | --- |
`;

/** Writes the page with new rows for these lessons. The rows of other lessons do not change. */
export async function writeScores(scores: readonly LessonScore[]): Promise<void> {
  const text = await Deno.readTextFile(SCORES_PAGE).catch(() => "");
  await writeAtomically(SCORES_PAGE, withScores(text, scores, syllabus.map(({ id }) => id)));
}

/** The new text of the page, based on its old text. */
export function withScores(page: string, scores: readonly LessonScore[], lessons: readonly string[]): string {
  const rows = new Map([...page.matchAll(/^\| (\d\d_\w+) .*$/gm)].map(([row, lesson]) => [lesson, row]));
  for (const score of scores) rows.set(score.lesson, rowOf(score));
  return HEAD + lessons.filter((id) => rows.has(id)).map((id) => `${rows.get(id)}\n`).join("");
}

function rowOf({ lesson, edits, equivalent, score, byCheck }: LessonScore): string {
  const programs = edits.filter(({ fate }) => fate !== "does not load");
  const refused = Object.entries(byCheck).map(([check, count]) => `\`${check}\` ${count}`);
  const cells = [lesson, programs.length, equivalent, `${(100 * score).toFixed(1)} %`, refused.join(", ")];
  return `| ${cells.join(" | ")} |`;
}
