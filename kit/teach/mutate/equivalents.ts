/**
 * Reads the lists of edits that no check can refuse, because the lesson still does the same.
 * @module
 */
import { join } from "node:path";
import type { Edit } from "./edits.ts";

/** An edit that does not change what the lesson does. */
export interface Equivalent {
  /** The line before the edit, without spaces around it. */
  before: string;
  /** The line after the edit. */
  after: string;
  /** The reason why nothing changes. */
  reason: string;
}

/** The largest share of a lesson's edits that may be listed as equivalent. */
const MOST = 0.1;

/** The edits that `tests/equivalents/` lists for `lesson`; none if there is no such file. */
export async function readEquivalents(root: string, lesson: string): Promise<Equivalent[]> {
  try {
    return JSON.parse(await Deno.readTextFile(join(root, "tests", "equivalents", `${lesson}.json`)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new SyntaxError(`tests/equivalents/${lesson}.json cannot be read: ${(error as Error).message}`);
  }
}

/** Whether an edit is in the list. */
export function isEquivalent({ before, after }: Pick<Edit, "before" | "after">, all: readonly Equivalent[]): boolean {
  return all.some((each) => each.before === before && each.after === after);
}

/** The problems with a lesson's list, one sentence for each. */
export function equivalentProblems(
  lesson: string,
  all: readonly Equivalent[],
  edits: readonly (Pick<Edit, "before" | "after"> & { fate: string })[],
): string[] {
  const file = `tests/equivalents/${lesson}.json`;
  const problems: string[] = [];
  for (const each of all) {
    const found = edits.filter((edit) => isEquivalent(edit, [each]));
    if (!each.reason?.trim()) problems.push(`${file} gives no reason for "${each.after}".`);
    if (found.length === 0) {
      problems.push(`${file} lists "${each.after}", which is not an edit of the solution: remove it.`);
    }
    const refused = found.find(({ fate }) => fate !== "survives");
    if (refused) problems.push(`${file} lists "${each.after}", but ${refused.fate} refuses it: remove it.`);
  }
  if (all.length > edits.length * MOST) {
    problems.push(`${file} lists ${all.length} of ${edits.length} edits: at most one in ten may be equivalent.`);
  }
  return problems;
}
