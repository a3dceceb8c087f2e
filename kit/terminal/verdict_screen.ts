/**
 * A run's records as a screen.
 * @module
 */
import { COUNTS } from "../data/fashion_mnist_files.ts";
import { countText } from "../plot/number_text.ts";
import { printable, printableLine, printableName } from "../printable.ts";
import { firstOpen } from "../run/first_open.ts";
import type { CheckRecord, PictureRecord, ScoreRecord, StartRecord, Status } from "../run/record.ts";
import type { Style } from "./style.ts";
import { clip } from "./clip.ts";
import { columns } from "./columns.ts";
import { COLUMNS, wrap } from "./wrap.ts";
import { wrapLine } from "./wrap_line.ts";

/** What a line of the screen begins with: a symbol and a word, as wide as the longest. */
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

/** Where messages begin: below the names of the checks. */
export const INDENT = 12;

/** How many lines of a lesson's own output are shown under a check. */
const PRINTED_LINES = 12;

/** The first line: which lesson, on how many images if it is about any, where it runs, and if only one wall stands. */
export function headerLine({ lesson, title, target, device, walls, data, seed }: StartRecord, style: Style): string {
  const left = `  ${lesson.slice(0, 2)} · ${title}`;
  const images = data ? `${countText(COUNTS[data.size].train)} images · ` : "";
  const before = `${target === "lessons" ? "" : `${printableName(target)} · `}${images}${device.backend}`;
  const after = ` · seed ${seed}${walls === 1 ? " · 1 wall" : ""}`;
  const room = COLUMNS - columns(left) - columns(before) - after.length - " ()".length - 1;
  const adapter = device.adapter && room > 1 ? ` (${clip(printableName(device.adapter), room)})` : "";
  const right = before + adapter + after;
  return line(clip(left, COLUMNS - columns(right) - 1), right, style.bold, style.dim);
}

/**
 * The checks as lines: the first that did not pass in full and before all others, the rest in a line each, and below
 * each what the lesson printed while it ran. Of a check that was skipped, the reason stands below it, unless all were.
 * @param file The lesson's path, as the learner would type it.
 */
export function verdictLines(checks: readonly CheckRecord[], file: string, style: Style): string[] {
  const first = firstOpen(checks);
  const rest = checks.filter((check) => check !== first);
  const reason = (check: CheckRecord) =>
    check.status === "skipped" && first?.status !== "skipped" ? details(check, file, style) : [];
  const lines = first ? [checkLine(first, style), ...details(first, file, style), ...printed(first, style)] : [];
  return [...lines, ...rest.flatMap((check) => [checkLine(check, style), ...reason(check), ...printed(check, style)])];
}

/** How many points, and how long it took. */
export function scoreLine({ points, maxPoints, skipped, seconds }: ScoreRecord, style: Style): string {
  const score = `${points} of ${maxPoints} points in ${seconds.toFixed(2)} s${skippedText(skipped)}.`;
  return `  ${points === maxPoints && points > 0 ? style.green(score) : style.bold(score)}`;
}

/** What is said of checks that were skipped: `, 1 check skipped`, or nothing if none was. */
export function skippedText(count: number): string {
  return count === 0 ? "" : `, ${count} ${count === 1 ? "check" : "checks"} skipped`;
}

/** The picture in a line: its curve, and where it is. */
export function pictureLine({ summary, message }: PictureRecord, path: string, style: Style): string {
  if (message) return wrap(`No picture: ${printable(message)}`, INDENT);
  return " ".repeat(INDENT) + [printableLine(summary), style.dim(path)].filter((part) => part).join("  ");
}

/** A check in a line. */
export function checkLine({ name, status, points, maxPoints }: CheckRecord, style: Style): string {
  const paint = { pass: style.green, todo: style.yellow, skipped: style.yellow }[status as string] ?? style.red;
  const label = `${SYMBOLS[status]} ${status}`.padEnd(INDENT - 3);
  const score = `${status === "skipped" ? "–" : points}/${maxPoints}`; // not asked is not 0
  const left = `  ${label} ${clip(name, COLUMNS - INDENT - score.length - 1)}`;
  return line(left, score, (text) => text.replace(label, paint(label)), style.dim);
}

/** The message, and the learner's line; of a stub only where it is, for the line says what the message says. */
function details({ message, location, status }: CheckRecord, file: string, style: Style): string[] {
  const [first, ...others] = printable(message).split("\n");
  const lines = message ? [wrap(first, INDENT), ...quoted(others, style)] : [];
  if (!location) return lines;
  const place = `${printableName(file)}:${location.line}`;
  const source = status === "todo"
    ? ""
    : `  ${clip(printableLine(location.source), COLUMNS - INDENT - columns(place) - 3)}`;
  return [...lines, `${" ".repeat(INDENT)}${style.dim(place)}${source}`];
}

function printed({ printed }: CheckRecord, style: Style): string[] {
  return printed ? quoted(printable(printed).trimEnd().split("\n"), style) : [];
}

/** Lines that a lesson wrote, each behind a mark: none of them is taken for one of ours. */
function quoted(texts: readonly string[], style: Style): string[] {
  const lines = texts.flatMap((text) => wrapLine(text, COLUMNS - INDENT - 3));
  const shown = lines.slice(0, PRINTED_LINES);
  if (lines.length > PRINTED_LINES) shown.push(`… (${lines.length - PRINTED_LINES} more lines)`);
  return shown.map((text) => `${" ".repeat(INDENT)}${style.dim("│")} ${text}`);
}

/** Something on the left, something at the right edge. */
function line(left: string, right: string, paintLeft: (s: string) => string, paintRight: (s: string) => string) {
  const gap = Math.max(1, COLUMNS - columns(left) - columns(right));
  return paintLeft(left) + " ".repeat(gap) + paintRight(right);
}
