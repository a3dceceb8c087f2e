/**
 * A program that prints the differences between wasm and the cpu, one line for each, in the order in which they are
 * found.
 *
 * `deno run -A --no-check kit/learn/device/differential/report.ts [--more N] [--processes N] [KERNEL …]`
 * @module
 */
import { readArguments } from "../../../base/arguments.ts";
import { allCases } from "./all_cases.ts";
import type { Difference } from "./differences.ts";
import { runCases } from "./run_cases.ts";

const { values, words } = readArguments(Deno.args, { flags: [], values: ["more", "processes"] });
const more = Number(values.get("more") ?? 0);
const cases = allCases(more);
const indices = [...cases.keys()].filter((i) => words.length === 0 || words.includes(cases[i].kernel));
const print = (index: number, differences: Difference[]) => {
  const { kernel, call, inputs } = cases[index];
  for (const { of, kind, cpu, wasm } of differences) {
    console.log([kernel, call, inputs.join(", "), of, kind, cpu, wasm].join(" | ").replaceAll("\n", " "));
  }
};
const found = await runCases({ more, indices, processes: Number(values.get("processes") ?? 2), onFound: print });
console.log(`${indices.length} cases, ${found.size} differ`);
