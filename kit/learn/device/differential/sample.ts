/**
 * @module
 */
import { type Case, caseName } from "./cases/case.ts";
import { fnv1a } from "../../../base/fnv1a.ts";
import { parseInput } from "./cases/values.ts";

/** So many cases of each kind of each kernel. */
const OF_EACH_KIND = 2;

/** The places of some cases of each kernel: for each dtype, some that have numbers and some that have none. */
export function sample(cases: readonly Case[]): number[] {
  const kinds = Map.groupBy(cases.keys(), (i) => {
    const inputs = cases[i].inputs.map(parseInput);
    return `${cases[i].kernel} ${inputs[0]?.dtype} ${inputs.some(({ shape }) => shape.includes(0))}`;
  });
  // not the first ones, which are much alike
  const place = new Map(cases.map((each, i) => [i, fnv1a(caseName(each))]));
  const chosen = [...kinds.values()].flatMap((kind) =>
    kind.toSorted((a, b) => place.get(a)! - place.get(b)!).slice(0, OF_EACH_KIND)
  );
  return chosen.toSorted((a, b) => a - b);
}
