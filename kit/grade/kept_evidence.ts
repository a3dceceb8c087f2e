/**
 * @module
 */
import { type Evidence, writtenSketches } from "../judge/diagnosis/store.ts";
import type { Diagnosis } from "../judge/diagnosis/symptoms.ts";
import type { CheckRecord } from "../judge/run/record.ts";
import type { VerdictEntry } from "./journal/entry.ts";

/**
 * How much evidence is kept of a file, in characters of JSON: a hostile lesson must not fill the journal. Of the
 * mistakes that Downhill knows, none needs more than 3,907, and half of them less than 640.
 */
const MOST_CHARACTERS = 8000;

/**
 * The evidence that the journal keeps: that of wrong answers that no known mistake explains. A check whose evidence is
 * too long is left out; wrong answers are then compared by its message.
 */
export function keptEvidence(
  diagnosis: Diagnosis | null,
  checks: readonly Pick<CheckRecord, "id" | "status">[],
  sketches: Evidence,
): Pick<VerdictEntry, "evidence"> {
  if (diagnosis !== null) return {};
  const evidence: VerdictEntry["evidence"] = {};
  let left = MOST_CHARACTERS;
  for (const { id } of checks.filter(({ status }) => status === "fail")) {
    const own = writtenSketches(sketches.get(id) ?? []);
    const { length } = JSON.stringify(own);
    if (length > left) continue;
    evidence[id] = own;
    left -= length;
  }
  return Object.keys(evidence).length > 0 ? { evidence } : {};
}
