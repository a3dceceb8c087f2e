/**
 * Measures how often a diagnosis is wrong, with mistakes that are not in the store.
 * @module
 */
import { matching } from "../../judge/diagnosis/match.ts";
import type { Evidence, Store } from "../../judge/diagnosis/store.ts";
import { differenceToRight, makeStore, type MutantEvidence } from "./make_store.ts";

/** An answer that gets the name of a mistake that it does not make. */
export interface WrongNaming {
  /** The name of the mutant or of the right answer. */
  of: string;
  /** The name that it would get. */
  as: string;
}

/**
 * Leaves out one mistake after the other, as if a learner were the first to make it, and checks whether it then gets
 * another's name. Mutants with the same evidence are one mistake.
 * @param asked The ids of the checks.
 * @param alternatives As for {@linkcode makeStore}.
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

/** The mistakes that a right answer would be said to make if it failed the checks that such a mistake fails. */
export function namingsOfRight({ entries }: Store, name: string, evidence: Evidence): WrongNaming[] {
  return entries.filter((entry) => differenceToRight(entry.evidence, evidence) <= entry.tolerance)
    .map(({ names }) => ({ of: name, as: names.join(" or ") }));
}
