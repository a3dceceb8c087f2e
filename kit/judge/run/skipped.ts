/**
 * Decides which checks are skipped in a run, and says why.
 * @module
 */
import { lessonCommand } from "../../base/lesson_number.ts";
import { type Backend, BACKENDS } from "../../base/devices.ts";
import { countText } from "../../learn/plot/parts/number_text.ts";
import type { Check } from "./check.ts";
import type { Job } from "./job.ts";
import type { CheckRecord } from "./record.ts";

/**
 * Decides whether a check is skipped. The reason is a sentence without its full stop.
 * @param backend Where TF.js runs: the `backend` of a `Device`; undefined if that is not known yet.
 * @returns The reason; undefined if the check is not skipped.
 */
export function reasonToSkip(
  { id, data, slowOn = [] }: Pick<Check, "id" | "data" | "slowOn">,
  { full, dataSet }: Pick<Job, "full" | "dataSet">,
  backend?: string,
): string | undefined {
  if (data === "full" && !full && dataSet) {
    return `needs all ${countText(dataSet.counts.full.train)} ${dataSet.items}: ${lessonCommand(id)} --full`;
  }
  if (!slowOn.includes(backend as Backend)) return undefined;
  const others = BACKENDS.filter((name) => !slowOn.includes(name));
  return `takes minutes on ${backend}; it is judged on ${others.join(" and ")}`;
}

/** The record of a check that is skipped. */
export function skipped({ id, name, points, hints, hidden }: Check, message: string): CheckRecord {
  const verdict = {
    status: "skipped",
    points: 0,
    message,
    location: null,
    fault: null,
    hasCause: true,
    diagnosis: null,
    printed: "",
  } as const;
  return { type: "check", id, name, ...verdict, maxPoints: points, hints, durationMs: 0, ...hidden ? { hidden } : {} };
}
