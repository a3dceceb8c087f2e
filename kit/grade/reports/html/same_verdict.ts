/**
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import type { GradedCheck } from "../../journal/entry.ts";

/** The verdict that all checks of a lesson have, and what is left to say about each of them. */
export interface SameVerdict {
  /** What they have in common. */
  common: GradedCheck;
  /** The checks without it. */
  rest: GradedCheck[];
}

/**
 * The verdict that all checks have, so that it need not be repeated: a file that cannot be imported has the same message
 * in each. A line or a print is a part of it only if it is also the same in each. Null if there is no such verdict.
 */
export function sameVerdict(checks: readonly GradedCheck[]): SameVerdict | null {
  const [first, ...others] = checks;
  const areEqual = (key: keyof GradedCheck) => others.every((other) => isDeepStrictEqual(other[key], first[key]));
  if (others.length === 0 || first.message === "") return null;
  if (!(["status", "message", "fault", "diagnosis"] as const).every(areEqual)) return null;
  const [hasLine, hasPrint] = [areEqual("location"), areEqual("printed")];
  return {
    common: { ...first, location: hasLine ? first.location : null, printed: hasPrint ? first.printed : "" },
    rest: checks.map((check) => ({
      ...check,
      message: "",
      location: hasLine ? null : check.location,
      printed: hasPrint ? "" : check.printed,
    })),
  };
}
