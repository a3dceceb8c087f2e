/**
 * Shows a run's records on the screen.
 * @module
 */
import { digitsOf } from "../../base/lesson_number.ts";
import type { Course } from "../../base/syllabus.ts";
import { course } from "../../../syllabus.ts";
import { counted, countText } from "../../learn/plot/parts/number_text.ts";
import { printable, printableLine, printableName } from "../../base/printable.ts";
import { INDENT } from "../../base/screen_width.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import type { Diagnosis } from "../../judge/diagnosis/symptoms.ts";
import type { CheckRecord, PictureRecord, ScoreRecord, StartRecord, Status } from "../../judge/run/record.ts";
import type { Style } from "./style.ts";
import { clip } from "../../base/clip.ts";
import { columns } from "../../base/columns.ts";
import { toEdge } from "./to_edge.ts";
import { wrap } from "./wrap.ts";
import { wrapLine } from "./wrap_line.ts";

/** The beginnings of lines on the screen: a symbol and a word, padded to the same width. */
const SYMBOLS: Record<Status, string> = {
  pass: "✓",
  fail: "✗",
  todo: "□",
  error: "!",
  timeout: "∞",
  memory: "▲",
  crash: "☠",
  load: "⇣",
  skipped: "–",
};

/** On screens narrower than this, in columns, messages begin further left. */
const NARROW = 60;

/** The column where messages begin: below the names of the checks, if there is room. */
export function messageIndent({ width }: Style): number {
  return width < NARROW ? 4 : INDENT;
}

/** How many lines of a lesson's own output are shown under a check. */
const PRINTED_LINES = 12;

/**
 * The first line: the lesson, the number of images if it uses any, the device, and a note if there is only one wall.
 */
export function headerLine(
  { lesson, title, target, device, walls, data, seed }: StartRecord,
  style: Style,
  { dataSets }: Pick<Course, "dataSets"> = course,
): string {
  const left = `  ${digitsOf(lesson)} · ${title}`;
  const dataSet = Object.values(dataSets).find(({ name }) => name === data?.name);
  const images = data && dataSet ? `${countText(dataSet.counts[data.size].train)} ${dataSet.items} · ` : "";
  const before = `${target === "lessons" ? "" : `${printableName(target)} · `}${images}${device.backend}`;
  const after = ` · seed ${seed}${walls === 1 ? " · 1 wall" : ""}`;
  const room = style.width - columns(left) - columns(before) - after.length - " ()".length - 1;
  const adapter = device.adapter && room > 1 ? ` (${clip(printableName(device.adapter), room)})` : "";
  const right = before + adapter + after;
  if (columns(left) + 1 + columns(right) <= style.width) return toEdge("", left, right, style, style.bold);
  return [wrap(left.trim(), 2, style.width).split("\n").map(style.bold), style.dim(wrap(right, 2, style.width))].flat()
    .join("\n");
}

/**
 * The checks as lines. The first check that did not pass is at the top and shown in full; each of the others has one
 * line. Below a check is what the lesson printed while it ran. The reason for a skipped check is below it, unless all
 * were skipped.
 * @param file The lesson's path, as the learner would type it.
 * @param diagnosis The known mistake that gives the same results. It is shown if no message names a cause.
 */
export function verdictLines(
  checks: readonly CheckRecord[],
  file: string,
  style: Style,
  diagnosis: Diagnosis | null = null,
): string[] {
  const first = firstUnsolved(checks);
  const question = diagnosis && first && !first.hasCause
    ? [wrap(diagnosis.text, messageIndent(style), style.width)]
    : [];
  const rest = checks.filter((check) => check !== first);
  const reason = (check: CheckRecord) =>
    check.status === "skipped" && first?.status !== "skipped" ? details(check, file, style) : [];
  const lines = first
    ? [checkLine(first, style), ...details(first, file, style), ...question, ...printed(first, style)]
    : [];
  return [...lines, ...rest.flatMap((check) => [checkLine(check, style), ...reason(check), ...printed(check, style)])];
}

/** The points, and how long the run took. */
export function scoreLine({ points, maxPoints, skipped, seconds }: ScoreRecord, style: Style): string {
  const score = `${points} of ${counted(maxPoints, "point")} in ${seconds.toFixed(2)} s${skippedText(skipped)}.`;
  const paint = points === maxPoints && points > 0 ? style.green : style.bold;
  return wrap(score, 2, style.width).split("\n").map((line) => `  ${paint(line.trimStart())}`).join("\n");
}

/** A note about skipped checks: `, 1 check skipped`, or nothing if there are none. */
function skippedText(count: number): string {
  return count === 0 ? "" : `, ${counted(count, "check")} skipped`;
}

/** The line about the picture: its curve and its path. */
export function pictureLine({ summary, message }: PictureRecord, path: string, style: Style): string {
  const indent = messageIndent(style);
  if (message) return wrap(`No picture: ${printable(message)}`, indent, style.width);
  const parts = [printableLine(summary), style.dim(path)].filter((part) => part);
  const isOneLine = indent + columns(parts.join("  ")) <= style.width;
  return isOneLine
    ? " ".repeat(indent) + parts.join("  ")
    : parts.map((part) => wrap(part, indent, style.width)).join("\n");
}

/** A check in one line, or in more lines if its name is too long. */
export function checkLine({ name, status, points, maxPoints }: CheckRecord, style: Style): string {
  const paint = { pass: style.green, todo: style.yellow, skipped: style.yellow }[status as string] ?? style.red;
  const label = `${SYMBOLS[status]} ${status}`.padEnd(INDENT - 3);
  const score = `${status === "skipped" ? "–" : points}/${maxPoints}`; // a check that did not run does not get 0
  return toEdge(`  ${label} `, name, score, style, (text) => text.replace(label, paint(label)));
}

/**
 * The message, and the learner's line. For a stub, only the place of the line is shown, because the line itself repeats
 * the message.
 */
function details({ message, location, status }: CheckRecord, file: string, style: Style): string[] {
  const [first, ...others] = printable(message).split("\n");
  const indent = messageIndent(style);
  const lines = message ? [wrap(first, indent, style.width), ...behindMark(others, style)] : [];
  if (!location) return lines;
  const place = `${printableName(file)}:${location.line}`;
  const source = status === "todo" ? "" : printableLine(location.source);
  const isOneLine = indent + columns(`${place}  ${source}`) <= style.width;
  if (source === "" || isOneLine) return [...lines, `${" ".repeat(indent)}${style.dim(place)}  ${source}`.trimEnd()];
  return [...lines, " ".repeat(indent) + style.dim(place), wrap(source, indent + 2, style.width)];
}

function printed({ printed }: CheckRecord, style: Style): string[] {
  return printed ? behindMark(printable(printed).trimEnd().split("\n"), style) : [];
}

/** Lines that a lesson printed, each after a mark, so that nobody takes them for ours. */
function behindMark(texts: readonly string[], style: Style): string[] {
  const indent = messageIndent(style);
  const lines = texts.flatMap((text) => wrapLine(text, style.width - indent - 3));
  const shown = lines.slice(0, PRINTED_LINES);
  if (lines.length > PRINTED_LINES) shown.push(`… (${counted(lines.length - PRINTED_LINES, "more line")})`);
  return shown.map((text) => `${" ".repeat(indent)}${style.dim("│")} ${text}`);
}
