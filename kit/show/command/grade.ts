/**
 * `deno task grade`: grades a class.
 * @module
 */
import { shortPath } from "../../base/root.ts";
import { showLive } from "../../base/live_line.ts";
import { printable } from "../../base/printable.ts";
import { gradeClass, type GradeOptions } from "../../grade/grade_class.ts";
import type { GradeRecord } from "../../grade/grade_record.ts";
import { beginLines, countLine, endLines, studentLine } from "../terminal/grade_screen.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { printJson } from "./request.ts";

/**
 * Grades a class, and shows the progress: a live line, and a line for each student who is done. With `isJson`, each
 * record is a line of JSON.
 * @returns The exit code: 1 if a file could not be judged although its student is not to blame.
 */
export async function showGrading(options: GradeOptions, isJson: boolean, style: Style): Promise<number> {
  const show = isJson ? printJson : (record: GradeRecord) => showRecord(record, style);
  const { notGraded } = await gradeClass(options, show);
  return notGraded > 0 ? 1 : 0;
}

function showRecord(record: GradeRecord, style: Style): void {
  if (record.type === "count") return showLive(countLine(record));
  showLive("");
  for (const line of linesOf(record, style)) console.log(line);
}

function linesOf(record: Exclude<GradeRecord, { type: "count" }>, style: Style): string[] {
  switch (record.type) {
    case "begin":
      return beginLines(record, style);
    case "note":
      return [wrap(printable(record.message), 2, style.width)];
    case "student":
      return [studentLine(record, style)];
    case "end":
      return endLines({ ...record, reports: record.reports.map(shortPath) }, style);
  }
}
