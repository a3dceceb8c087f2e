/**
 * @module
 */
import { sha256 } from "../base/sha256.ts";
import { type Evidence, writtenSketches } from "../judge/diagnosis/store.ts";
import type { Diagnosis } from "../judge/diagnosis/symptoms.ts";
import type { CheckRecord } from "../judge/run/record.ts";
import type { VerdictEntry } from "./journal/entry.ts";
import { withoutPaths } from "./without_paths.ts";

/**
 * How much evidence is kept of a file, in characters of JSON: a hostile lesson must not fill the journal. Of the
 * 1,354 mistakes that the course knows, none needs more than 2,063, and half of them less than 310.
 */
const MOST_CHARACTERS = 4000;

/** How many hexadecimal digits of a hash stand for a shape. */
const DIGITS = 12;

/**
 * The evidence that the journal keeps: that of wrong answers that no known mistake explains. The shape of an answer can
 * contain any text of the lesson, so only its hash is kept, which is enough to find equal answers. A check whose
 * evidence is too long is left out; wrong answers are then compared by its message.
 * @param url The lesson's file: its folder is not a part of an answer.
 */
export function keptEvidence(
  diagnosis: Diagnosis | null,
  checks: readonly Pick<CheckRecord, "id" | "status">[],
  sketches: Evidence,
  url: URL,
): Pick<VerdictEntry, "evidence"> {
  if (diagnosis !== null) return {};
  const evidence: VerdictEntry["evidence"] = {};
  let left = MOST_CHARACTERS;
  for (const { id } of checks.filter(({ status }) => status === "fail")) {
    const hashed = (sketches.get(id) ?? []).map(({ shape, numbers }) => ({ shape: hashOf(shape, url), numbers }));
    const own = writtenSketches(hashed);
    const { length } = JSON.stringify(own);
    if (length > left) continue;
    evidence[id] = own;
    left -= length;
  }
  return Object.keys(evidence).length > 0 ? { evidence } : {};
}

function hashOf(shape: string, url: URL): string {
  return sha256(withoutPaths(shape, url)).slice(0, DIGITS);
}
