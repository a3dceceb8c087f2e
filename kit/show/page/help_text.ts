/**
 * What somebody needs to know who is asked for help, as Markdown.
 * @module
 */
import { printable } from "../../base/printable.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import type { CheckRecord, ScoreRecord } from "../../judge/run/record.ts";

/** The last verdict. */
export interface Asking {
  /** The verdicts on the checks. */
  checks: readonly CheckRecord[];
  /** The score; undefined while the checks still run. */
  score?: ScoreRecord;
  /** The lesson's file, as the learner would type it. */
  file: string;
  /** The text of that file. */
  text: string;
  /** The version of the course. */
  version: string;
}

/** The text: the message, the code and the versions. */
export function helpText({ checks, score, file, text, version }: Asking): string {
  const first = firstUnsolved(checks);
  const code = printable(text.trimEnd());
  const fence = "`".repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return [
    `**${file}**: ${score ? `${score.points} of ${score.maxPoints} points` : "not judged yet"}`,
    ...first
      ? ["", `The first open check, "${first.name}", has the status ${first.status}:`, "", ...quoted(first.message)]
      : [],
    ...["", `${fence}ts`, code, fence],
    ...["", `${version}; Deno ${Deno.version.deno}, ${Deno.build.os} ${Deno.build.arch}`, ""],
  ].join("\n");
}

function quoted(text: string): string[] {
  return printable(text).split("\n").map((line) => `> ${line}`);
}
