/**
 * Shows the grading of a class in the terminal.
 * @module
 */
import { basename } from "node:path";
import { clip } from "../../base/clip.ts";
import { columns } from "../../base/columns.ts";
import { numbersOf } from "../../base/numbers_of.ts";
import { printableName } from "../../base/printable.ts";
import { FORMATS, topOf } from "../../grade/formats.ts";
import type { BeginRecord, CountRecord, EndRecord, StudentRecord } from "../../grade/grade_record.ts";
import type { LessonStatus } from "../../grade/reports/class_results.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { timeLeft } from "../../learn/training/time_left.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** The widths of the columns with the student's name and the points: "288/288" and a space fit. */
const NAME_WIDTH = 32;
const POINTS_WIDTH = 8;

/** On a narrow screen, the name gets less, but at least this, so that the statuses fit as well. */
const LEAST_NAME_WIDTH = 8;
const STATUS_WIDTH = 16;

/** The columns before, between and after these three. */
const GAPS = 7;

/** What each report is for, by its name. */
const PURPOSES: Record<string, string> = {
  "index.html": "the class: open it in a browser",
  "grades.csv": "the points, for spreadsheets and platforms",
  "grades.json": "everything, for programs",
  feedback: "a page for each student",
  "insights.html": "what the class got wrong, with samples",
  junit: "a file for each student, for test services",
  ...Object.fromEntries(FORMATS.map((format) => [topOf(format), format.use])),
};

/** The lines at the beginning: what was found, and what there is to do. */
export function beginLines({ summary, judged, waiting, walls, lessons }: BeginRecord, style: Style): string[] {
  const files = waiting === 0
    ? judged > 0 ? "Every file has been judged before." : "There is no file to judge."
    : `${counted(waiting, "file", "different files")} to judge${
      judged > 0 ? `, ${counted(judged, "was", "were")} judged before` : ""
    }.`;
  return [
    wrap(`${printableName(summary)} ${counted(lessons.length, "lesson")}. ${files}`, 2, style.width),
    ...walls === 1 ? [wrap(oneWall(style), 2, style.width)] : [],
  ];
}

function oneWall(style: Style): string {
  return `${
    style.yellow("One wall")
  }: only Deno's permissions protect this machine from what was handed in. On Linux, ` +
    "bubblewrap and util-linux add the second wall; --require-walls 2 refuses to grade without it.";
}

/** The line of a student whose files have all been judged. */
export function studentLine({ name, points, maxPoints, statuses, refused }: StudentRecord, style: Style): string {
  const all = Object.entries(statuses);
  const open = all.filter(([, status]) => status !== "pass");
  const isEmpty = all.every(([, status]) => status === "missing");
  const [symbol, paint] = open.length === 0 ? ["✓", style.green] : isEmpty ? ["○", style.yellow] : ["✗", style.red];
  const nameWidth = Math.min(NAME_WIDTH, Math.max(LEAST_NAME_WIDTH, style.width - STATUS_WIDTH - POINTS_WIDTH - GAPS));
  const shown = clip(printableName(name), nameWidth);
  const notes = [
    ...!isEmpty ? openTexts(open) : refused === 0 ? ["handed in nothing"] : [],
    ...refused > 0 ? [`${counted(refused, "file")} refused`] : [],
  ].join(", ");
  const cells = `${shown}${" ".repeat(nameWidth - columns(shown))}${`${points}/${maxPoints}`.padStart(POINTS_WIDTH)}`;
  const rest = clip(notes, style.width - nameWidth - POINTS_WIDTH - GAPS);
  return `  ${paint(symbol)} ${cells}${rest && `  ${style.dim(rest)}`}`;
}

/** The lessons that do not pass, by their status: "03 05 fail", "08-22 missing". */
function openTexts(open: readonly [string, LessonStatus][]): string[] {
  const byStatus = Map.groupBy(open, ([, status]) => status);
  return [...byStatus].map(([status, lessons]) => `${numbersOf(lessons.map(([id]) => id), " ")} ${status}`);
}

/** The live line: how far the grading is. */
export function countLine({ what, studentsDone, students, done, running, left, secondsLeft }: CountRecord): string {
  const state = what === "files"
    ? `${studentsDone} of ${counted(students, "student")} done`
    : `${done} of ${counted(done + running + left, "picture")} drawn`;
  const time = secondsLeft === null ? [] : [timeLeft(secondsLeft)];
  const files = what === "files" ? `${counted(running, "file")} running` : `${running} running`;
  return `  ${[state, ...time, `${files}, ${left} waiting`].join(" · ")}`;
}

/** The lines at the end: what is missing, and where the reports are. */
export function endLines(record: EndRecord, style: Style): string[] {
  const { reports, students, notGraded, refused, seconds } = record;
  const sentences = [
    `${counted(students, "student")} graded in ${secondsText(seconds)}.`,
    ...refused > 0 ? [`${counted(refused, "file was", "files were")} refused: index.html says why.`] : [],
    ...notGraded > 0
      ? [
        `${counted(notGraded, "file")} could not be judged, and the students are not to blame: type the same command ` +
        "again to try once more.",
      ]
      : [],
  ];
  return ["", ...sentences.map((sentence) => wrap(sentence, 2, style.width)), ...reportLines(reports, style)];
}

/** A line for each report; what it is for is left out on a narrow screen. */
function reportLines(reports: readonly string[], style: Style): string[] {
  const width = Math.max(...reports.map(columns));
  return reports.map((path) => {
    const purpose = PURPOSES[basename(path)] ?? "";
    const line = `  ${path}${" ".repeat(width - columns(path))}  ${purpose}`;
    return columns(line) <= style.width ? line.trimEnd() : `  ${path}`;
  });
}

function secondsText(seconds: number): string {
  return seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}
