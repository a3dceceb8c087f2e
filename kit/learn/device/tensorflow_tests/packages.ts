/**
 * The packages that TF.js's own tests need, in a separate folder: if they were in the course's `deno.lock`, every
 * learner would download them.
 * @module
 */
import { join } from "node:path";
import { root } from "../../../base/root.ts";
import { writeAtomically } from "../../../base/write.ts";

/** The tools that build and run the tests: TF.js also uses Jasmine 3. */
export const TOOLS = { esbuild: "npm:esbuild@0.28.2", "jasmine-core": "npm:jasmine-core@3.99.1" };

/** The folder for everything that this module creates. */
export const FOLDER: string = join(root, ".cache", "tensorflow_tests");

/** The versions and checksums of the packages. */
const LOCK = join(import.meta.dirname!, "deno.lock");

/** The part of TF.js with the tests, as it was published. */
export const CORE: string = join(FOLDER, "node_modules", "@tensorflow", "tfjs-core", "dist");

/**
 * Installs the packages in {@linkcode FOLDER}, unless they are already there, with the version of TF.js that the course
 * uses.
 */
export async function installPackages(): Promise<void> {
  const { imports } = JSON.parse(await Deno.readTextFile(join(root, "import_map.json")));
  const version = imports["@tensorflow/tfjs"].split("@").at(-1);
  const config = {
    nodeModulesDir: "auto", // esbuild finds packages only in a folder named node_modules
    unstable: ["raw-imports"],
    allowScripts: { deny: ["npm:core-js"] },
    imports: {
      "@tensorflow/tfjs": imports["@tensorflow/tfjs"],
      "@tensorflow/tfjs-core": `npm:@tensorflow/tfjs-core@${version}`,
      "@tensorflow/tfjs-backend-wasm": imports["@tensorflow/tfjs-backend-wasm"],
      ...TOOLS,
    },
  };
  await writeAtomically(join(FOLDER, "deno.json"), JSON.stringify(config, null, 2));
  await runDeno(["install", "--quiet", `--lock=${LOCK}`]);
}

/**
 * Runs Deno in the folder of the packages.
 * @throws {Error} If it fails, with its output.
 */
export async function runDeno(args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: FOLDER,
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`deno ${args[0]} failed: ${new TextDecoder().decode(stderr).trim()}`);
}
