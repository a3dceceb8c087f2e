/**
 * Uses mistakes that are not in the store to measure how often a diagnosis is wrong.
 * @module
 */
import { matching } from "../../judge/diagnosis/match.ts";
import type { Evidence, Store } from "../../judge/diagnosis/store.ts";
import { differenceToRight, makeStore, type MutantEvidence } from "./make_store.ts";

/** An answer that would get the name of a mistake although it does not make this mistake. */
export interface WrongNaming {
  /** The name of the mutant or of the right answer. */
  of: string;
  /** The name that it would get. */
  as: string;
}

/**
 * Leaves out each mistake in turn, as if a learner were the first to make it, and finds out whether it would get the
 * name of another. Mutants with the same evidence count as one mistake.
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

/** The mistakes whose names a right answer would get if it failed the same checks as these mistakes. */
export function namingsOfRight({ entries }: Store, name: string, evidence: Evidence): WrongNaming[] {
  return entries.filter((entry) => differenceToRight(entry.evidence, evidence) <= entry.tolerance)
    .map(({ names }) => ({ of: name, as: names.join(" or ") }));
}
