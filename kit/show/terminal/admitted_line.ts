/**
 * @module
 */
import { digitsOf } from "../../base/lesson_number.ts";
import { printable } from "../../base/printable.ts";
import type { VerdictEntry } from "../../grade/journal/entry.ts";
import type { Admitted } from "../../grade/queue/admit.ts";
import { timeText } from "./load_screen.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** What became of a file that was handed in, in a line. */
export function admittedLine(lesson: string, admitted: Admitted, style: Style): string {
  return wrap(`Lesson ${digitsOf(lesson)}: ${sentence(admitted)}`, 2, style.width);
}

function sentence(admitted: Admitted): string {
  if (admitted.state === "judged") {
    const { points, maxPoints, checks } = JSON.parse(admitted.verdict) as VerdictEntry;
    const open = checks.filter(({ status }) => status !== "pass").map(({ name, status }) => `${name} (${status})`);
    return `${points} of ${maxPoints} points.${open.length > 0 ? ` Open: ${printable(open.join(", "))}.` : ""}`;
  }
  if (admitted.state === "not graded") {
    return `not graded, and that is our fault, not yours: ${printable(admitted.message)} A grader can try again.`;
  }
  const { position, seconds, superseded, isNew } = admitted;
  const place = position === 0 ? "is being judged" : `is number ${position} in the queue`;
  const wait = seconds === null ? "No machine is working now" : `The verdict is expected in ${timeText(seconds)}`;
  const older = superseded > 0 ? " It replaces an older file that was still waiting." : "";
  return `${isNew ? "received; it" : "it was received before, and"} ${place}. ${wait}.${older}`;
}
