/**
 * Runs TF.js's own tests on a device that is set up as for lessons.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { buildTensorflowTests } from "../kit/learn/device/tensorflow_tests/build.ts";
import { chooseFiles } from "../kit/learn/device/tensorflow_tests/choose_files.ts";
import { compareResults } from "../kit/learn/device/tensorflow_tests/compare.ts";
import { exceptionsFor } from "../kit/learn/device/tensorflow_tests/exceptions.ts";
import { OURS } from "../kit/learn/device/tensorflow_tests/ours.ts";
import { comparisonText, tableText } from "../kit/learn/device/tensorflow_tests/report.ts";
import { REFERENCE, runFiles } from "../kit/learn/device/tensorflow_tests/run_files.ts";
import { UsageError } from "../kit/base/usage_error.ts";

const HELP = `deno task tfjs-tests [FILES...] [OPTIONS]

Runs TF.js's own tests, which come with its package, on a device that is set up
as it is for lessons. Every test that passes on the cpu with TF.js alone must
also pass on this device, except the tests that are listed in
kit/learn/device/tensorflow_tests/exceptions.ts: these must fail. Write FILES as
in the package (ops/mat_mul_test.js), or shortened (mat_mul). By default, all
files are run.

  --device NAME   cpu or wasm; wasm by default
  --kernels off   use TF.js's own kernels, gradients and optimizers, not ours
  --ours          run only the test files for functions that we replace
  --table         count the tests that pass with TF.js alone and with our
                  functions, on the cpu and on wasm; the exit code is 0
  --json          print one JSON value instead of lines
  --help          print this text

Exit code: 0 no problems, 1 problems found, 2 wrong usage.`;

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, {
    flags: ["ours", "table"],
    values: ["device", "kernels"],
  });
  if (flags.has("help")) return console.log(HELP), 0;
  if (flags.has("table") && (values.size > 0 || flags.has("json"))) {
    throw new UsageError(
      "--table covers all devices and kernels, and prints lines: leave out --device, --kernels and --json.",
    );
  }
  const device = values.get("device") ?? "wasm";
  if (device !== "cpu" && device !== "wasm") {
    throw new UsageError(`TF.js's tests run on cpu and wasm, not on "${device}": use one of them.`);
  }
  const kernels = values.get("kernels") ?? "on";
  if (kernels !== "on" && kernels !== "off") {
    throw new UsageError('--kernels accepts only "off": write --kernels off, or leave it out.');
  }

  const start = performance.now();
  await using program = await buildTensorflowTests();
  const files = chooseFiles(program.files, flags.has("ours") ? [...words, ...OURS] : words);
  if (flags.has("table")) {
    const all = (["cpu", "wasm"] as const).flatMap((device) => [false, true].map((isOurs) => ({ device, isOurs })));
    console.log(tableText(all, await runFiles(program, files, all)));
    return 0;
  }
  const isOurs = kernels === "on";
  const [results, reference] = await runFiles(program, files, [{ device, isOurs }, REFERENCE]);
  const comparison = compareResults(results, reference, isOurs ? exceptionsFor(device, files, program.files) : {});
  if (flags.has("json")) printJson(comparison);
  else console.log(comparisonText(comparison, (performance.now() - start) / 1000));
  return comparison.failed.length === 0 && comparison.passed.length > 0 ? 0 : 1;
});
