/**
 * Makes the store from the evidence of all mutants: decides which mistakes can be distinguished, and how exactly
 * results must agree.
 * @module
 */
import { differenceOf } from "../../judge/diagnosis/match.ts";
import type { Entry, Evidence, Store } from "../../judge/diagnosis/store.ts";

/** A mutant that was judged by all checks. */
export interface MutantEvidence {
  /** The mutant's name. */
  name: string;
  /** The shortened answers in the checks that it fails. */
  evidence: Evidence;
  /** Whether the results of a check differ if the checks before it have not run. */
  isOnlyInOrder?: true;
  /** Why the mutant cannot have an entry, whatever its evidence is; undefined if it can. */
  why?: string;
}

/** The largest tolerance: a learner's code may make the same mistake but round differently. */
const LARGEST_TOLERANCE = 1e-3;

/**
 * Mutants whose evidence differs by less than this count as equal. On another device, rounding errors of float32 cause
 * differences of this size.
 */
export const NOISE = 1e-5;

/** At most this many mistakes can share an entry: a question about more of them would not help a learner. */
const MOST_NAMES = 3;

/**
 * Makes the store of a lesson. Mutants with the same evidence share an entry. An entry's tolerance distinguishes it
 * from all others: it is at most a third of the distance to the nearest other mutant or right answer.
 * @param solution The solution's evidence in all checks.
 * @param alternatives The evidence of the other right answers in all checks.
 */
export function makeStore(
  solution: Evidence,
  mutants: readonly MutantEvidence[],
  alternatives: readonly Evidence[] = [],
): Store {
  const groups = groupsOf(mutants);
  const entries: Entry[] = [];
  const silent: Store["silent"][number][] = [];
  for (const group of groups) {
    const { evidence } = group[0];
    const names = group.map(({ name }) => name).sort();
    const others = groups.filter((each) => each !== group).map(([each]) => differenceBetween(evidence, each.evidence));
    const toRight = Math.min(...[solution, ...alternatives].map((right) => differenceToRight(evidence, right)));
    const nearest = Math.min(toRight, ...others);
    const why = group.find(({ why }) => why !== undefined)?.why ??
      (toRight < NOISE
        ? "has the results of a right answer where it fails"
        : group.length > MOST_NAMES
        ? `${group.length} mutants have the same results`
        : undefined);
    if (why !== undefined) silent.push(...names.map((name) => ({ name, why })));
    else {
      const tolerance = Number(Math.min(LARGEST_TOLERANCE, nearest / 3).toPrecision(2));
      const inOrder = group.some(({ isOnlyInOrder }) => isOnlyInOrder) ? { isOnlyInOrder: true } as const : {};
      entries.push({ names, tolerance, ...inOrder, evidence });
    }
  }
  const byName = (a: string, b: string) => a < b ? -1 : 1;
  return {
    solution,
    entries: entries.sort((a, b) => byName(a.names[0], b.names[0])),
    silent: silent.sort((a, b) => byName(a.name, b.name)),
  };
}

/** Groups the mutants with the same evidence. */
function groupsOf(mutants: readonly MutantEvidence[]): MutantEvidence[][] {
  const groups: MutantEvidence[][] = [];
  for (const mutant of mutants) {
    const same = groups.filter((group) =>
      group.some(({ evidence }) => differenceBetween(evidence, mutant.evidence) < NOISE)
    );
    const merged = [...same.flat(), mutant];
    for (const group of same) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  return groups;
}

/** The largest relative difference between the evidence of two runs; Infinity if they fail different checks. */
export function differenceBetween(a: Evidence, b: Evidence): number {
  if (a.size !== b.size) return Infinity;
  return [...a].reduce((most, [id, sketches]) => {
    const other = b.get(id);
    return Math.max(most, other ? differenceOf(sketches, other) : Infinity);
  }, 0);
}

/**
 * The largest relative difference between a mutant's evidence and that of a right answer, which has answered more
 * questions: a mutant's answers to a check end where it failed.
 */
export function differenceToRight(evidence: Evidence, right: Evidence): number {
  return [...evidence].reduce(
    (most, [id, sketches]) => Math.max(most, differenceOf(sketches, (right.get(id) ?? []).slice(0, sketches.length))),
    0,
  );
}
