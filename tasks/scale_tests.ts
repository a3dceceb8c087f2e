/**
 * Tests grading on many machines: `deno task scale:test`.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { main } from "../kit/show/command/main.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { runScaleTests, SCALE_TESTS } from "../kit/testbed/scale/run_tests.ts";

const HELP = `deno task scale:test [NAME…] [--sample]

Tests grading on many machines with a PostgreSQL server of its own: in a temporary folder, on a free port of this machine. All tests together take less than ten minutes on two quiet cores. Without PostgreSQL (on Debian, the package postgresql), they are skipped.

${Object.entries(SCALE_TESTS).map(([name, { does }]) => `  ${name.padEnd(10)} ${does}`).join("\n")}

  --sample   only some tests, and shorter ones, as in deno task ci

Exit code: 0 no test failed, 1 a test failed.`;

await main(async () => {
  const { flags, words } = readArguments(Deno.args, { flags: ["sample"], values: [] });
  if (flags.has("help")) return console.log(helpText(HELP, outputStyle().width)), 0;
  const unknown = words.find((word) => !Object.hasOwn(SCALE_TESTS, word));
  if (unknown !== undefined) throw new UsageError(`There is no test "${unknown}": --help lists all tests.`);
  return await runScaleTests(words, flags.has("sample"));
});
