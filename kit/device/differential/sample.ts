/**
 * @module
 */
import type { Case } from "./case.ts";
import { seedOf } from "./values.ts";
import { nameOf } from "./case.ts";

/** So many cases of each kind of each kernel. */
const OF_EACH_KIND = 2;

/** The places of some cases of each kernel: for each dtype, some that have numbers and some that have none. */
export function sample(cases: readonly Case[]): number[] {
  const kinds = Map.groupBy(cases.keys(), (i) => {
    const { kernel, inputs: [first = "", ...others] } = cases[i];
    const isEmpty = [first, ...others].some((line) => /[[,]0[\],]/.test(line));
    return `${kernel} ${first.split("[")[0]} ${isEmpty}`;
  });
  // not the first, which are much alike
  const place = new Map(cases.map((each, i) => [i, seedOf(nameOf(each))]));
  const chosen = [...kinds.values()].flatMap((kind) =>
    kind.toSorted((a, b) => place.get(a)! - place.get(b)!).slice(0, OF_EACH_KIND)
  );
  return chosen.toSorted((a, b) => a - b);
}
