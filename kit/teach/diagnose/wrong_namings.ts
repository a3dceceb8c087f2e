/**
 * Uses mistakes that are not in the store to measure how often a diagnosis is wrong.
 * @module
 */
import { matching } from "../../judge/diagnosis/match.ts";
import type { Evidence, Store } from "../../judge/diagnosis/store.ts";
import { differenceToRight, makeStore, type MutantEvidence } from "./make_store.ts";

/** An answer that would be diagnosed as a mistake that it does not make. */
export interface WrongNaming {
  /** The name of the mutant or of the right answer. */
  of: string;
  /** The name of that mistake. */
  as: string;
}

/**
 * Leaves out each mistake in turn, as if a learner were the first to make it, and finds out whether it would be
 * diagnosed as another mistake. Mutants with the same evidence count as one mistake.
 * @param asked The ids of all checks.
 * @param alternatives The evidence of the other right answers in all checks.
 */
export function wrongNamings(
  { solution, entries }: Store,
  mutants: readonly MutantEvidence[],
  asked: ReadonlySet<string>,
  alternatives: readonly Evidence[] = [],
): WrongNaming[] {
  return mutants.flatMap(({ name, evidence }) => {
    const own = entries.find(({ names }) => names.includes(name))?.names ?? [name];
    const rest = makeStore(solution, mutants.filter((each) => !own.includes(each.name)), alternatives);
    const found = matching(rest.entries, evidence, asked);
    return found.length === 1 ? [{ of: name, as: found[0].names.join(" or ") }] : [];
  });
}

/**
 * The mistakes that have the same results as a right answer in the checks that they fail. If a right answer failed
 * these checks, it would be diagnosed as such a mistake.
 */
export function namingsOfRight({ entries }: Store, name: string, evidence: Evidence): WrongNaming[] {
  return entries.filter((entry) => differenceToRight(entry.evidence, evidence) <= entry.tolerance)
    .map(({ names }) => ({ of: name, as: names.join(" or ") }));
}
