/**
 * @module
 */
import { counted } from "../../../learn/plot/parts/number_text.ts";
import { wasLate } from "../../rules/counted_points.ts";
import type { StudentResult } from "../class_results.ts";

/** What an instructor should know about a submission besides its points: "2 late, 1 file refused". */
export function notesOf({ lessons, refused, ignored }: StudentResult): string {
  const late = lessons.filter(wasLate).length;
  const dropped = lessons.filter(({ rule }) => rule?.dropped).length;
  return [
    ...late > 0 ? [`${late} late`] : [],
    ...dropped > 0 ? [`${dropped} not counted`] : [],
    ...refused.length > 0 ? [`${counted(refused.length, "file")} refused`] : [],
    ...ignored.length > 0 ? [`${counted(ignored.length, "file")} ignored`] : [],
  ].join(", ");
}
