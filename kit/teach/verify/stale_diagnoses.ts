/**
 * Finds out whether the stored diagnoses of a lesson fit its mutants, as far as the runs of `deno task verify` can show
 * this.
 * @module
 */
import type { Mutant, MutantTable } from "../../base/mutants.ts";
import { digitsOf } from "../../base/lesson_number.ts";
import { differenceOf } from "../../judge/diagnosis/match.ts";
import type { Evidence, Store } from "../../judge/diagnosis/store.ts";

/** The differences between the mutants in the table and those in the store, one sentence for each. */
export function nameProblems({ entries, silent }: Store, { lesson, table }: MutantTable): string[] {
  const stored = [...entries.flatMap(({ names }) => names), ...silent.map(({ name }) => name)];
  const names = table.map(({ name }) => name);
  const advice = `run deno task diagnose ${digitsOf(lesson)}.`;
  return [
    ...names.filter((name) => !stored.includes(name))
      .map((name) => `tests/diagnoses/${lesson}.json does not contain the mutant "${name}": ${advice}`),
    ...stored.filter((name) => !names.includes(name))
      .map((name) => `tests/diagnoses/${lesson}.json contains "${name}", which is not a mutant: ${advice}`),
  ];
}

/**
 * The problem with the stored evidence of a mutant, in a sentence; undefined if there is none.
 * @param evidence The mutant's current evidence in the check that refuses it.
 */
export function evidenceProblem(
  { entries }: Store,
  { name, refusedBy }: Mutant,
  lesson: string,
  evidence: Evidence,
): string | undefined {
  const entry = entries.find(({ names }) => names.includes(name));
  if (!entry || entry.isOnlyInOrder) return undefined;
  const [now, stored] = [evidence.get(refusedBy), entry.evidence.get(refusedBy)];
  if (now && stored && differenceOf(now, stored) <= entry.tolerance) return undefined;
  return `The mutant "${name}" of ${lesson} has different results in ${refusedBy} from the stored ones: ` +
    `run deno task diagnose ${digitsOf(lesson)}.`;
}
