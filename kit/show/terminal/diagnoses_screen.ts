/**
 * Shows the results of `deno task diagnose` as tables.
 * @module
 */
import { printable } from "../../base/printable.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import type { DiagnosesReport } from "../../teach/diagnose/report.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

const COLUMN_WIDTHS = [34, 9, 8, 8, 8, 8];

/**
 * One line for each lesson, with its problems and its mutants without a diagnosis below it; the last lines are the
 * sums.
 */
export function diagnosesLines(reports: readonly DiagnosesReport[], style: Style): string[] {
  const row = (cells: string[]) =>
    cells.map((cell, i) => i ? cell.padStart(COLUMN_WIDTHS[i]) : cell.padEnd(COLUMN_WIDTHS[i])).join("");
  const lines = [`    ${row(["lesson", "mutants", "named", "silent", "wrong", "KB"])}`];
  for (const { lesson, mutants, named, silent, wrongNamings, namedRight, bytes, problems } of reports) {
    const wrong = [...wrongNamings, ...namedRight];
    const numbers = [mutants, named, silent.length, wrong.length].map(String);
    const isWell = problems.length + namedRight.length === 0;
    lines.push(
      `  ${isWell ? style.green("✓") : style.red("✗")} ${row([lesson, ...numbers, (bytes / 1000).toFixed(0)])}`,
    );
    const below = [
      ...problems,
      ...wrong.map(({ of, as }) => `wrong: "${of}" would be called "${as}"`),
      ...silent.map(({ name, why }) => `silent: "${name}" ${why}`),
    ];
    lines.push(...below.map((text) => wrap(printable(text), 6, style.width)));
  }
  const sum = (of: (report: DiagnosesReport) => number) => reports.reduce((sum, report) => sum + of(report), 0);
  const [mutants, named, wrong] = [
    sum(({ mutants }) => mutants),
    sum(({ named }) => named),
    sum(({ wrongNamings }) => wrongNamings.length),
  ];
  const percent = (part: number) => mutants === 0 ? "0 %" : `${(100 * part / mutants).toFixed(1)} %`;
  return [
    ...lines,
    `  ${named} of ${counted(mutants, "mutant")} have a diagnosis (${percent(named)}).`,
    `  With each mutant left out in turn, ${wrong} would get a wrong name (${percent(wrong)}; 1 % is allowed).`,
  ];
}

/** The messages that name a mistake other than the mutant's own, in a few lines each. */
export function causeLines(reports: readonly DiagnosesReport[], style: Style): string[] {
  const lines = reports.flatMap(({ lesson, wrongCauses }) =>
    wrongCauses.flatMap(({ mutant, check, message }) => [
      wrap(printable(`${lesson}: "${mutant}"`), 2, style.width),
      wrap(printable(`${check}: ${message}`), 6, style.width),
    ])
  );
  const count = reports.reduce((sum, { wrongCauses }) => sum + wrongCauses.length, 0);
  return [...lines, `  ${counted(count, "message names", "messages name")} a cause that is not the mutant's own.`];
}
