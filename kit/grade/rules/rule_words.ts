/**
 * @module
 */
import { counted } from "../../learn/plot/parts/number_text.ts";
import type { AppliedRule } from "./counted_points.ts";

/** Why a lesson does not count, in words. */
const DROPPED = {
  everybody: "does not count",
  student: "does not count: an exception",
  lowest: "does not count: it is one of the lowest",
};

/** How rules changed the points of a lesson that is worth `maxPoints`, in a few words. Empty if they changed nothing. */
export function ruleWords(rule: AppliedRule, maxPoints: number): string {
  return [scaledWords(rule, maxPoints), ...lossWords(rule)].filter((words) => words !== "").join("; ");
}

/** The points before they were scaled to `maxPoints`; empty if they were not. */
export function scaledWords({ points, maxPoints: ofChecks }: AppliedRule, maxPoints: number): string {
  return ofChecks === maxPoints ? "" : `${points} of ${ofChecks} points in the checks`;
}

/** Why points are lost, or do not count. */
export function lossWords({ daysLate, penalty, dropped }: AppliedRule): string[] {
  return [
    ...daysLate > 0 ? [`${counted(daysLate, "day")} late${penalty > 0 ? `: −${percentOf(penalty)}` : ""}`] : [],
    ...dropped !== null ? [DROPPED[dropped]] : [],
  ];
}

function percentOf(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
