/**
 * Compares the results of tests on a device with the results of TF.js alone on the cpu.
 * @module
 */
import { fileOf, type Results } from "./run_files.ts";

/** The result of the comparison. Every test is in one of the lists. */
export interface Comparison {
  /** The names of tests that passed. */
  passed: string[];
  /** The names of tests with a wrong result, and what is wrong. */
  failed: { name: string; message: string }[];
  /** The names of tests that failed, but are allowed to fail. */
  excepted: string[];
  /** Tests that also fail with TF.js alone on the cpu, so the device is not the cause. */
  failedAnyway: string[];
}

/**
 * Every test that passes in `reference` must pass in `results`, except the tests in `exceptions`, which must fail. In
 * `reference` and in `results`, a process that died counts as a failed test.
 */
export function compareResults(
  results: Results,
  reference: Results,
  exceptions: Readonly<Record<string, string>> = {},
): Comparison {
  const passed: Comparison["passed"] = [];
  const failed: Comparison["failed"] = [];
  const excepted: Comparison["excepted"] = [];
  const failedAnyway: Comparison["failedAnyway"] = [];
  for (const [name, { status, message }] of results) {
    if (status === "skipped") continue;
    const isException = Object.hasOwn(exceptions, name);
    if (status === "died") failed.push({ name, message });
    else if (status === "passed") {
      if (isException) failed.push({ name, message: `passes: remove its exception (${exceptions[name]})` });
      else passed.push(name);
    } else if (reference.get(name)?.status === "failed") {
      if (isException) failed.push({ name, message: "also fails with TF.js alone on the cpu: remove its exception" });
      else failedAnyway.push(name);
    } else if (isException) excepted.push(name);
    else failed.push({ name, message });
  }
  const dead = new Set([...results].filter(([, { status }]) => status === "died").map(([name]) => fileOf(name)));
  for (const [name, { status, message }] of reference) {
    if (status === "died") failed.push({ name, message: `with TF.js alone on the cpu, it ${message}` });
    else if (status === "passed" && !isReported(results, name) && !dead.has(fileOf(name))) {
      if (Object.hasOwn(exceptions, name)) excepted.push(name);
      else failed.push({ name, message: "did not run" });
    }
  }
  for (const name of Object.keys(exceptions)) {
    if (!isReported(results, name) && !isReported(reference, name)) {
      failed.push({ name, message: "does not exist: remove its exception" });
    }
  }
  return { passed, failed, excepted, failedAnyway };
}

/** Whether `name` was run. */
function isReported(results: Results, name: string): boolean {
  return results.has(name) && results.get(name)!.status !== "skipped";
}
