/**
 * @module
 */
import { type Case, caseName } from "./cases/case.ts";
import { fnv1a } from "../../../base/fnv1a.ts";
import { parseInput } from "./cases/values.ts";

/** The number of cases of each kind for each kernel. */
const OF_EACH_KIND = 2;

/** The indices of some cases of each kernel: for each dtype, some with numbers and some empty ones. */
export function sample(cases: readonly Case[]): number[] {
  const kinds = Map.groupBy(cases.keys(), (i) => {
    const inputs = cases[i].inputs.map(parseInput);
    return `${cases[i].kernel} ${inputs[0]?.dtype} ${inputs.some(({ shape }) => shape.includes(0))}`;
  });
  // not simply the first ones, which are too similar
  const place = new Map(cases.map((each, i) => [i, fnv1a(caseName(each))]));
  const chosen = [...kinds.values()].flatMap((kind) =>
    kind.toSorted((a, b) => place.get(a)! - place.get(b)!).slice(0, OF_EACH_KIND)
  );
  return chosen.toSorted((a, b) => a - b);
}
