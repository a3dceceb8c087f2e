/**
 * A program that prints in what wasm and the cpu differ, a line for each difference, in the order in which they are found.
 *
 * `deno run -A --no-check kit/device/differential/report.ts [--more N] [--processes N] [KERNEL …]`
 * @module
 */
import { parseArgs } from "node:util";
import { allCases } from "./all_cases.ts";
import type { Difference } from "./judge.ts";
import { runCases } from "./run_cases.ts";

const { values, positionals } = parseArgs({
  options: { more: { type: "string" }, processes: { type: "string" } },
  allowPositionals: true,
});
const more = Number(values.more ?? 0);
const cases = allCases(more);
const indices = [...cases.keys()].filter((i) => positionals.length === 0 || positionals.includes(cases[i].kernel));
const print = (index: number, differences: Difference[]) => {
  const { kernel, call, inputs } = cases[index];
  for (const { of, kind, cpu, wasm } of differences) {
    console.log([kernel, call, inputs.join(", "), of, kind, cpu, wasm].join(" | ").replaceAll("\n", " "));
  }
};
const found = await runCases({ more, indices, processes: Number(values.processes ?? 2), onFound: print });
console.log(`${indices.length} cases, ${found.size} differ`);
