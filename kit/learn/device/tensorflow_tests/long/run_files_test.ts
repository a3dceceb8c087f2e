import { assert, assertEquals, assertMatch } from "@std/assert";
import { buildTensorflowTests, buildTests } from "../build.ts";
import { compareResults } from "../compare.ts";
import { EXCEPTIONS } from "../exceptions.ts";
import { comparisonText } from "../report.ts";
import { type Configuration, REFERENCE, runFiles } from "../run_files.ts";

const ON_WASM: Configuration = { device: "wasm", isOurs: true };

const SOME = "kit/learn/device/tensorflow_tests/fixtures/some_fail.js";
const DIES = "kit/learn/device/tensorflow_tests/fixtures/dies.js";

Deno.test("a test that passes with TF.js alone on the cpu but not on the device counts as failed", async () => {
  const { results, reference } = await runFixtures([SOME]);
  const { passed, failed, excepted, failedAnyway } = compareResults(results, reference);
  assertEquals(passed, [
    `${SOME}: some pass`,
    `${SOME}: some fail without our kernels`,
    `${SOME}: some have one name`,
    `${SOME}: some have one name (2)`,
    `${SOME}: a suite that fails on wasm has a test that passes`,
  ]);
  assertEquals(failed, [
    { name: `${SOME}: some fail on wasm`, message: "Expected 'wasm' to be 'cpu'." },
    { name: `${SOME}: a suite that fails on wasm (outside of its tests)`, message: "Error: after all" },
    { name: `${SOME}: some are left out on wasm`, message: "did not run" },
  ]);
  assertEquals(excepted, []);
  assertEquals(failedAnyway, [`${SOME}: some fail`]);
});

Deno.test("a file whose process dies counts as failed; the last test and the last output are reported", async () => {
  const { results, reference } = await runFixtures([DIES]);
  const { passed, failed } = compareResults(results, reference);
  assertEquals(passed, [`${DIES}: a process lives`]);
  assertEquals(failed.map(({ name }) => name), [`${DIES}: the process`]);
  assertMatch(failed[0].message, /^ended with code 7 in "a process dies on wasm": .*last words$/s);

  // a process that died does not count as a reference
  const swapped = compareResults(reference, results);
  assertMatch(swapped.failed[0].message, /^with TF.js alone on the cpu, it ended with code 7/);
});

Deno.test("the test of an exception must exist and fail", async () => {
  const { results, reference } = await runFixtures([SOME]);
  const { failed, excepted } = compareResults(results, reference, {
    [`${SOME}: some fail on wasm`]: "it is about the cpu",
    [`${SOME}: some are left out on wasm`]: "it is left out",
    [`${SOME}: some pass`]: "it once failed",
    [`${SOME}: some fail`]: "it fails everywhere",
    [`${SOME}: some more`]: "it was renamed",
  });
  assertEquals(excepted, [`${SOME}: some fail on wasm`, `${SOME}: some are left out on wasm`]);
  assertEquals(failed.filter(({ name }) => !name.includes("outside")), [
    { name: `${SOME}: some pass`, message: "passes: remove its exception (it once failed)" },
    { name: `${SOME}: some fail`, message: "also fails with TF.js alone on the cpu: remove its exception" },
    { name: `${SOME}: some more`, message: "does not exist: remove its exception" },
  ]);
});

Deno.test("the last line gives the counts in the style of deno test", () => {
  const comparison = {
    passed: ["a: b"],
    failed: [{ name: "a: c", message: "Expected 1\nto be 2." }],
    excepted: [],
    failedAnyway: ["a: d"],
  };
  assertEquals(
    comparisonText(comparison, 2.6),
    "✗ a: c\n    Expected 1 to be 2.\n" +
      "FAILED | 1 passed | 1 failed | 0 excepted | 1 also fail with TF.js alone on the cpu (3 s)",
  );
  assertMatch(comparisonText({ ...comparison, failed: [] }, 2.6), /^ok \| 1 passed \| 0 failed/);
});

Deno.test("TF.js's tests run like lessons, without a check for leaks in each kernel", async () => {
  await using program = await buildTensorflowTests();
  const file = "engine_test.js";
  const [results] = await runFiles(program, [file], [ON_WASM]);
  const status = (name: string) => results.get(`${file}: ${name}`)?.status;
  assertEquals(status("Detects memory leaks in kernels Detects memory leak in a kernel"), "failed");
  assertEquals(status("disposeVariables reuse same name variable"), "passed");
});

Deno.test("there are at most ten exceptions per device, each with a reason", () => {
  for (const exceptions of Object.values(EXCEPTIONS)) {
    assert(Object.keys(exceptions).length <= 10);
    for (const reason of Object.values(exceptions)) assertMatch(reason, /\w+ \w+/);
  }
});

async function runFixtures(files: string[]) {
  await using program = await buildTests(files);
  const [results, reference] = await runFiles(program, files, [ON_WASM, REFERENCE]);
  return { results, reference };
}
