/**
 * Shows the report of the instructor's gate as a table.
 * @module
 */
import { counted } from "../../learn/plot/parts/number_text.ts";
import { printable } from "../../base/printable.ts";
import type { VerifyReport } from "../../teach/verify/report.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

const COLUMN_WIDTHS = [34, 8, 9, 14, 9];

/** One line for each lesson, with its problems below it; a line about skipped lessons; and the sum in the last line. */
export function verifyLines({ lessons, remembered, problems }: VerifyReport, style: Style): string[] {
  const row = (cells: string[]) =>
    cells.map((cell, i) => i ? cell.padStart(COLUMN_WIDTHS[i]) : cell.padEnd(COLUMN_WIDTHS[i]));
  const head = `    ${row(["lesson", "checks", "mutants", "alternatives", "seconds"]).join("")}`;
  const lines = lessons.length ? [head] : [];
  for (const { lesson, checks, mutants, alternatives, seconds, todos, problems } of lessons) {
    const cells = row([lesson, `${checks}`, `${mutants}`, `${alternatives}`, seconds.toFixed(1)]).join("");
    lines.push(`  ${problems.length ? style.red("✗") : style.green("✓")} ${cells}`);
    for (const problem of problems) lines.push(wrap(printable(problem), 6, style.width));
    for (const todo of todos) lines.push(wrap(`${style.yellow("TODO")} ${printable(todo)}`, 6, style.width));
  }
  if (remembered.length > 0) lines.push(`  ${rememberedText(remembered.length)}`);
  for (const problem of problems) lines.push(wrap(printable(problem), 2, style.width));
  const count = [{ problems }, ...lessons].reduce((sum, { problems }) => sum + problems.length, 0);
  return [
    ...lines,
    count === 0 ? `  ${style.green("No problems.")}` : `  ${style.red(`${counted(count, "problem")}.`)}`,
  ];
}

function rememberedText(count: number): string {
  const [they, them] = count === 1 ? ["it", "it"] : ["they", "them"];
  return `${
    counted(count, "lesson has", "lessons have")
  } not changed since ${they} last passed; --all tests ${them} again.`;
}
