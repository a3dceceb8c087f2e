/**
 * Shows the grading of a class in the terminal.
 * @module
 */
import { digitsOf } from "../../base/lesson_number.ts";
import { printableName } from "../../base/printable.ts";
import type { BeginRecord, CountRecord, EndRecord, StudentRecord } from "../../grade/grade_record.ts";
import type { LessonStatus } from "../../grade/reports/class_results.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { timeLeft } from "../../learn/training/time_left.ts";
import { columns } from "../../base/columns.ts";
import { clip } from "../../base/clip.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** The widths of the columns with the student's name and the points. */
const NAME_WIDTH = 32;
const POINTS_WIDTH = 10;

/** The lines at the beginning: what was found, and what there is to do. */
export function beginLines({ summary, judged, waiting, walls, lessons }: BeginRecord, style: Style): string[] {
  const files = waiting === 0
    ? "Every file has been judged before."
    : `${counted(waiting, "different file")} to judge${
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
export function studentLine({ name, points, maxPoints, statuses }: StudentRecord, style: Style): string {
  const open = Object.entries(statuses).filter(([, status]) => status !== "pass");
  const [symbol, paint] = open.length === 0 ? ["✓", style.green] : ["✗", style.red];
  const shown = clip(printableName(name), NAME_WIDTH);
  const cells = `${paint(symbol)} ${shown}${" ".repeat(NAME_WIDTH - columns(shown))}` +
    `${`${points}/${maxPoints}`.padStart(POINTS_WIDTH)}  `;
  return clip(`  ${cells}${style.dim(openText(open))}`, style.width);
}

/** The lessons that do not pass, by their status: "03 05 fail, 08 missing". */
function openText(open: readonly [string, LessonStatus][]): string {
  const byStatus = Map.groupBy(open, ([, status]) => status);
  return [...byStatus].map(([status, lessons]) => `${lessons.map(([id]) => digitsOf(id)).join(" ")} ${status}`)
    .join(", ");
}

/** The live line: how far the grading is. */
export function countLine({ what, studentsDone, students, running, left, secondsLeft }: CountRecord): string {
  const who = what === "files" ? `${studentsDone} of ${counted(students, "student")} done` : "pictures";
  const time = secondsLeft === null ? "" : ` · ${timeLeft(secondsLeft)}`;
  return `  ${who} · ${counted(running, what === "files" ? "file" : "picture")} running · ${left} left${time}`;
}

/** The lines at the end: where the reports are. */
export function endLines({ reports, students, notGraded, seconds }: EndRecord, style: Style): string[] {
  const missed = notGraded === 0
    ? ""
    : ` ${counted(notGraded, "file")} could not be judged, and the students are not to ` +
      "blame: type the same command again to try once more.";
  return [
    "",
    wrap(`${counted(students, "student")} graded in ${secondsText(seconds)}.${missed}`, 2, style.width),
    ...reports.map((path) => `  ${path}`),
  ];
}

function secondsText(seconds: number): string {
  return seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}
