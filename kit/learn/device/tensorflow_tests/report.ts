/**
 * The report about TF.js's own tests.
 * @module
 */
import { printable } from "../../../base/printable.ts";
import type { Comparison } from "./compare.ts";
import type { Configuration, Results } from "./run_files.ts";

/** Each failure with its message, then the counts, in the style of `deno test`. */
export function comparisonText({ passed, failed, excepted, failedAnyway }: Comparison, seconds: number): string {
  const lines = failed.map(({ name, message }) =>
    `✗ ${printable(name)}\n    ${printable(message).replace(/\s+/g, " ")}`
  );
  const verdict = failed.length === 0 ? "ok" : "FAILED";
  const counts = `${passed.length} passed | ${failed.length} failed | ${excepted.length} excepted`;
  return [
    ...lines,
    `${verdict} | ${counts} | ${failedAnyway.length} also fail with TF.js alone on the cpu (${seconds.toFixed(0)} s)`,
  ].join("\n");
}

/** The number of tests by status, a line for each configuration. */
export function tableText(configurations: readonly Configuration[], results: readonly Results[]): string {
  const lines = configurations.map(({ device, isOurs }, index) => {
    const count = { passed: 0, failed: 0, died: 0, skipped: 0 };
    for (const { status } of results[index].values()) count[status]++;
    const name = `${isOurs ? "with ours" : "TF.js alone"}, ${device}`;
    return name.padEnd(18) + [count.passed, count.failed, count.died].map((n) => String(n).padStart(8)).join("");
  });
  return [`${"".padEnd(18)}  passed  failed    died`, ...lines].join("\n");
}
