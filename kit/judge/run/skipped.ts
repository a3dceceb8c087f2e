/**
 * Checks that are not asked in a run, and why.
 * @module
 */
import { COUNTS } from "../../learn/data/fashion_mnist_files.ts";
import { type Backend, BACKENDS } from "../../base/devices.ts";
import { countText } from "../../learn/plot/parts/number_text.ts";
import type { Check } from "./check.ts";
import type { CheckRecord } from "./record.ts";

/** What decides whether a check is asked. */
export interface Conditions {
  /** Whether the lesson is given all images; default: false. */
  full?: boolean;
  /** Where TF.js runs: the `backend` of a `Device`; undefined if that is not known yet. */
  backend?: string;
}

/**
 * Why `check` is not asked under these conditions, as a sentence without its full stop.
 * @returns undefined if it is asked.
 */
export function reasonToSkip(
  { id, data, slowOn = [] }: Pick<Check, "id" | "data" | "slowOn">,
  { full = false, backend }: Conditions,
): string | undefined {
  if (data === "full" && !full) {
    return `needs all ${countText(COUNTS.full.train)} images: deno task lesson ${Number(id.slice(0, 2))} --full`;
  }
  if (!slowOn.includes(backend as Backend)) return undefined;
  const others = BACKENDS.filter((name) => !slowOn.includes(name));
  return `takes minutes on ${backend}; it is judged on ${others.join(" and ")}`;
}

/** The record of a check that is not asked. */
export function skipped({ id, name, points, hints }: Check, message: string): CheckRecord {
  const verdict = { status: "skipped", points: 0, message, location: null, fault: null, printed: "" } as const;
  return { type: "check", id, name, ...verdict, maxPoints: points, hints, durationMs: 0 };
}
