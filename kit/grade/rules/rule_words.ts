/**
 * @module
 */
import { counted } from "../../learn/plot/parts/number_text.ts";
import type { AppliedRule } from "./counted_points.ts";

/** Why a lesson does not count, in words. */
const DROPPED = {
  everybody: "does not count",
  student: "does not count for this student",
  lowest: "does not count: it is one of the lowest",
};

/**
 * How rules changed the points of a lesson, each change in a few words. Empty if they changed nothing.
 * @param maxPoints The points that the lesson is worth now.
 */
export function ruleWords(
  { points, maxPoints: ofChecks, daysLate, penalty, dropped }: AppliedRule,
  maxPoints: number,
): string[] {
  return [
    ...ofChecks !== maxPoints ? [`${points} of ${ofChecks} points in the checks`] : [],
    ...daysLate > 0 ? [`${counted(daysLate, "day")} late${penalty > 0 ? `: −${percentOf(penalty)}` : ""}`] : [],
    ...dropped !== null ? [DROPPED[dropped]] : [],
  ];
}

function percentOf(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
