/**
 * Shows the verdicts on many lessons as a table, row by row.
 * @module
 */
import { digitsOf } from "../../base/lesson_number.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { printable } from "../../base/printable.ts";
import { isBegun } from "../../judge/run/is_begun.ts";
import type { CheckRecord, ScoreRecord, StartRecord } from "../../judge/run/record.ts";
import { columns } from "../../base/columns.ts";
import type { Style } from "./style.ts";
import { checkLine, messageIndent } from "./verdict_screen.ts";
import { wrap } from "./wrap.ts";
import { wrapLine } from "./wrap_line.ts";

/** What the table shows about a lesson. */
export interface CourseRow {
  /** Which lesson ran, and on which device. */
  start: Pick<StartRecord, "lesson" | "title" | "device">;
  /** The verdicts, in order. */
  checks: readonly CheckRecord[];
  /** Whether these verdicts solve the lesson. */
  isSolved: boolean;
  /** The points, and the time that the checks took. */
  score: Pick<ScoreRecord, "points" | "maxPoints" | "seconds">;
  /** How long the picture took, in seconds; null if there is no picture. */
  pictureSeconds: number | null;
}

/** The widths of the columns with the points, the two times and the device. */
const WIDTHS = [8, 9, 9, 8];

/** The width of the column with the lesson's name, if there is room. */
const NAME_WIDTH = 40;

/** The names of the columns. */
export function courseHead(style: Style): string {
  return style.dim(row(" ", ["lesson", "points", "checks", "picture", "device"], style));
}

/** The row of one lesson. */
export function courseRow({ start, checks, isSolved, score, pictureSeconds }: CourseRow, style: Style): string {
  const [symbol, paint] = isSolved ? ["✓", style.green] : isBegun(checks) ? ["✗", style.red] : ["□", style.yellow];
  const picture = pictureSeconds === null ? "–" : secondsText(pictureSeconds);
  const cells = [lessonName(start), pointsText(score), secondsText(score.seconds), picture, start.device.backend];
  return row(symbol, cells, style).replace(symbol, paint);
}

/** The last row, with the sums. */
export function courseSum(rows: readonly CourseRow[], style: Style): string {
  const sum = (number: (row: CourseRow) => number) => rows.reduce((total, row) => total + number(row), 0);
  const points = { points: sum(({ score }) => score.points), maxPoints: sum(({ score }) => score.maxPoints) };
  const [checks, pictures] = [sum(({ score }) => score.seconds), sum(({ pictureSeconds }) => pictureSeconds ?? 0)];
  const solved = rows.filter(({ isSolved }) => isSolved).length;
  const name = `${solved} of ${counted(rows.length, "lesson")} solved, in ${secondsText(checks + pictures)}`;
  return style.bold(row(" ", [name, pointsText(points), secondsText(checks), secondsText(pictures)], style));
}

/**
 * The lines below the table: for each lesson, the checks that do not pass, and why some did not run. An untouched
 * lesson gets no such lines.
 */
export function courseOpen(rows: readonly CourseRow[], style: Style): string[] {
  return rows.filter(({ checks }) => isBegun(checks)).flatMap(({ start, checks }) => {
    const open = checks.filter(({ status }) => status !== "pass");
    const lines = open.flatMap((check, i) => {
      const isLast = check.message !== open[i + 1]?.message; // if a device is missing, all checks have the same message
      return [
        checkLine(check, style),
        ...check.status === "skipped" && isLast
          ? [wrap(printable(check.message), messageIndent(style), style.width)]
          : [],
      ];
    });
    return lines.length ? ["", style.bold(wrap(lessonName(start), 2, style.width)), ...lines] : [];
  });
}

function lessonName({ lesson, title }: CourseRow["start"]): string {
  return `${digitsOf(lesson)} · ${title}`;
}

function pointsText({ points, maxPoints }: { points: number; maxPoints: number }): string {
  return `${points}/${maxPoints}`;
}

function secondsText(seconds: number): string {
  return `${seconds.toFixed(seconds < 100 ? 2 : 0)} s`;
}

/**
 * The first cell is aligned left, the others are aligned right. If one line has no room for all cells, the name gets
 * lines of its own.
 */
function row(symbol: string, [name, ...cells]: readonly string[], { width }: Style): string {
  const right = cells.map((cell, i) => cell.padStart(WIDTHS[i])).join("");
  const isNarrow = width < 4 + NAME_WIDTH + WIDTHS.reduce((a, b) => a + b);
  const names = wrapLine(name, isNarrow ? width - 4 : NAME_WIDTH);
  const lines = names.map((line, i) => `  ${i ? " " : symbol} ${line}`);
  if (isNarrow) return [...lines, `    ${right}`].join("\n");
  const last = lines.length - 1;
  lines[last] += " ".repeat(NAME_WIDTH - columns(names[last])) + right;
  return lines.join("\n");
}
