/**
 * Compiles the kernels from their source in `assembly/`, with the compiler of AssemblyScript.
 * @module
 */
import { join } from "node:path";
import { root } from "../../../base/root.ts";
import { writeAtomically } from "../../../base/write.ts";

/** The compiler: its version and the source determine the binary. */
const COMPILER = "npm:assemblyscript@0.28.20/asc";

const FOLDER = join(root, "kit", "learn", "tfjs", "kernels");

/** The file that contains the binaries. */
export const BINARY_FILE: string = join(FOLDER, "binary.ts");

/** What {@linkcode BINARY_FILE} must contain. */
export async function compiledKernels(): Promise<string> {
  const plain = await compile([]);
  const relaxed = await compile(["--enable", "relaxed-simd"]);
  return `/**
 * The kernels in WebAssembly, made from assembly/ by \`deno task kernels\`: not to be edited.
 * @module
 */

/** What the kernels export; addresses are in bytes, strides and sizes in numbers. */
export interface Simd {
${await declarations()}
}

/** For every engine with SIMD. */
export const PLAIN =
  "${plain.toBase64()}";

/** For engines with relaxed SIMD, which multiply and add at once. */
export const RELAXED =
  "${relaxed.toBase64()}";
`;
}

/** The signatures of the exports of `assembly/index.ts`. */
async function declarations(): Promise<string> {
  const index = await read("index.ts");
  const lines: string[] = [];
  for (const [, names, file] of index.matchAll(/export \{([^}]*)\} from "\.\/(\w+)"/g)) {
    const source = await read(`${file}.ts`);
    for (const [name] of names.matchAll(/\w+/g)) {
      const [, parameters, result] = source.match(new RegExp(`export function ${name}\\(([^)]*)\\): (\\w+)`))!;
      const typed = [...parameters.matchAll(/(\w+): \w+/g)].map(([, parameter]) => `${parameter}: number`);
      const type = result === "void" ? "void" : "number";
      const line = `  ${name}(${typed.join(", ")}): ${type};`;
      // as deno fmt formats it
      lines.push(line.length <= 120 ? line : `  ${name}(\n    ${typed.join(",\n    ")},\n  ): ${type};`);
    }
  }
  return lines.join("\n");
}

function read(name: string): Promise<string> {
  return Deno.readTextFile(join(FOLDER, "assembly", name));
}

/** Writes the binaries again. */
export async function writeKernels(): Promise<void> {
  await writeAtomically(BINARY_FILE, await compiledKernels());
}

async function compile(features: string[]): Promise<Uint8Array> {
  const out = await Deno.makeTempFile({ suffix: ".wasm" });
  try {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        // with its own lock file: if the course's had the compiler, every learner would download it
        ...["run", "--quiet", "-A", "--no-config", "--lock=assembly/deno.lock", COMPILER, "assembly/index.ts"],
        // no memory of its own: it computes in TF.js's memory, and must not put data of its own there
        ...["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--noExportMemory", "--enable", "simd"],
        ...features,
        ...["--outFile", out],
      ],
      cwd: FOLDER,
      env: { NO_COLOR: "1" },
    }).output();
    if (!success) throw new Error(`The kernels cannot be compiled: ${new TextDecoder().decode(stderr).trim()}`);
    return await Deno.readFile(out);
  } finally {
    await Deno.remove(out);
  }
}
