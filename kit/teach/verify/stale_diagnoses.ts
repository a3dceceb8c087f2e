/**
 * Finds out whether the stored diagnoses of a lesson fit its mutants, as far as the runs of the gate show it.
 * @module
 */
import type { Mutant, MutantTable } from "../../base/mutants.ts";
import { digitsOf } from "../../base/lesson_number.ts";
import { differenceOf } from "../../judge/diagnosis/match.ts";
import type { Evidence, Store } from "../../judge/diagnosis/store.ts";

/** Every mutant of the table must be in the store, with or without evidence, and nothing else. */
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
 * What is wrong with the stored evidence of a mutant, in a sentence; undefined if nothing is wrong.
 * @param evidence The mutant's present evidence in the check that refuses it.
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
  return `The mutant "${name}" of ${lesson} has other results in ${refusedBy} than are stored: ` +
    `run deno task diagnose ${digitsOf(lesson)}.`;
}
