/**
 * @module
 */
import { type Case, caseName } from "./cases/case.ts";
import { binaryCases } from "./cases/binary.ts";
import { convolutionCases } from "./cases/convolutions.ts";
import { imageCases } from "./cases/images.ts";
import { indexCases } from "./cases/indices.ts";
import { layoutCases } from "./cases/layout.ts";
import { lossCases } from "./cases/losses.ts";
import { operationCases } from "./cases/operations.ts";
import { poolingCases } from "./cases/pooling.ts";
import { productCases } from "./cases/products.ts";
import { reductionCases } from "./cases/reductions.ts";
import { unaryCases } from "./cases/unary.ts";

/**
 * Every case, sorted by kernel. For each table, `more` rows are drawn at random, in addition to the rows that are
 * written out.
 */
export function allCases(more: number): Case[] {
  const all = [
    ...unaryCases(more),
    ...binaryCases(more),
    ...reductionCases(more),
    ...productCases(more),
    ...convolutionCases(more),
    ...poolingCases(more),
    ...imageCases(more),
    ...layoutCases(more),
    ...indexCases(more),
    ...lossCases(),
    ...operationCases(),
  ];
  const byName = new Map(all.map((each) => [caseName(each), each]));
  return [...byName.values()].toSorted((a, b) => a.kernel < b.kernel ? -1 : a.kernel > b.kernel ? 1 : 0);
}
