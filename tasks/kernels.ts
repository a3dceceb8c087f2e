/**
 * Makes the binaries of the wasm kernels from their source, and the list of the functions that they replace.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { compiledKernels, writeKernels } from "../kit/learn/tfjs/kernels/build.ts";
import { PLAIN, RELAXED } from "../kit/learn/tfjs/kernels/binary.ts";
import { README_FILE, withList } from "../kit/learn/tfjs/readme.ts";
import { writeAtomically } from "../kit/base/write.ts";

const HELP = `deno task kernels [--check]

Compiles kit/learn/tfjs/kernels/assembly/ (AssemblyScript) and writes the result
to kit/learn/tfjs/kernels/binary.ts. Also writes the list of the TF.js functions
that we replace to kit/learn/tfjs/README.md. With --check, writes nothing, and
says whether binary.ts matches the source.

Exit code: 0 the files were written, or binary.ts matches; 1 it does not match.`;

await main(async () => {
  const { flags } = readArguments(Deno.args, { flags: ["check"], values: [], words: 0 });
  if (flags.has("help")) return console.log(HELP), 0;
  if (!flags.has("check")) {
    await writeKernels();
    await writeAtomically(README_FILE, withList(await Deno.readTextFile(README_FILE)));
    return 0;
  }
  const compiled = await compiledKernels();
  const isSame = [PLAIN, RELAXED].every((binary) => compiled.includes(`"${binary}"`));
  console.log(isSame ? "binary.ts matches assembly/." : "binary.ts is outdated: run deno task kernels.");
  return isSame ? 0 : 1;
});
