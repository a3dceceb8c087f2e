/**
 * Makes a program from tests that were written for Jasmine, with TF.js and the device as in a lesson. Tests and kit
 * must share one copy of TF.js, but the tests are ES modules that import `dist/index.js` of the package, and Deno uses
 * the build for Node. So everything is bundled.
 * @module
 */
import { dirname, join, relative } from "node:path";
import { root } from "../../../base/root.ts";
import { CORE, FOLDER, installPackages, runDeno, TOOLS } from "./packages.ts";

/** The beginning of the names of builds. */
const PREFIX = "build_";

/** A program that contains files of tests and runs one of them. */
export interface Program extends AsyncDisposable {
  /** The path of its first file. */
  path: string;
  /** The names of the files, in order. */
  files: string[];
}

/**
 * Builds all of TF.js's own tests in its package.
 * @returns The program; its files have names relative to `dist/`, such as "ops/mat_mul_test.js".
 */
export async function buildTensorflowTests(): Promise<Program> {
  await installPackages();
  const files = (await filesBelow(CORE)).filter((name) => name.endsWith("_test.js"));
  return await build(new Map(files.map((name) => [name, `@tensorflow/tfjs-core/dist/${name}`])));
}

/** Builds `files` of the course, each named relative to its root. */
export async function buildTests(files: readonly string[]): Promise<Program> {
  await installPackages();
  return await build(new Map(files.map((name) => [name, `./${name}`])));
}

async function build(files: ReadonlyMap<string, string>): Promise<Program> {
  await removeLeftovers();
  const folder = await Deno.makeTempDir({ dir: FOLDER, prefix: PREFIX });
  const remove = () => Deno.remove(folder, { recursive: true });
  try {
    await copyKit(folder);
    await Deno.writeTextFile(join(folder, "main.js"), entry(files));
    await bundle(join(folder, "main.js"), join(folder, "bundle"));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path: join(folder, "bundle", "main.js"), files: [...files.keys()], [Symbol.asyncDispose]: remove };
}

/** Deletes old builds from interrupted runs. No run takes an hour. */
async function removeLeftovers(): Promise<void> {
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!name.startsWith(PREFIX)) continue;
    const { mtime } = await Deno.stat(join(FOLDER, name));
    if (Date.now() - Number(mtime) > 3_600_000) await Deno.remove(join(FOLDER, name), { recursive: true });
  }
}

/**
 * Copies the kit into the folder `to`, where it can import the packages in {@linkcode FOLDER}. Deferred imports, which
 * esbuild cannot bundle, become ordinary ones.
 */
async function copyKit(to: string): Promise<void> {
  for (const name of await filesBelow(join(root, "kit"))) {
    if (!/(?<!_test)\.[jt]s$/.test(name)) continue;
    const text = await Deno.readTextFile(join(root, "kit", name));
    await Deno.mkdir(dirname(join(to, "kit", name)), { recursive: true });
    await Deno.writeTextFile(join(to, "kit", name), text.replaceAll("import defer *", "import *"));
  }
}

/** The first file of the bundle. It passes facts to the program that are known only after bundling. */
function entry(files: ReadonlyMap<string, string>): string {
  const entries = [...files].map(([name, specifier]) => `"${name}": () => import("${specifier}"),`);
  return `
import jasmineRequire from "jasmine-core/lib/jasmine-core/jasmine.js";
import { setTestEnvs } from "@tensorflow/tfjs-core/dist/jasmine_util";
import { program } from "./kit/learn/device/tensorflow_tests/program.ts";

const files = {
  ${entries.join("\n  ")}
};
await program(Deno.args, { jasmineRequire, setTestEnvs, files });
`;
}

async function bundle(path: string, folder: string): Promise<void> {
  await runDeno([
    ...["run", "--quiet", "-A", `--lock=${join(import.meta.dirname!, "deno.lock")}`, "--frozen", TOOLS.esbuild],
    ...[path, `--outdir=${folder}`, "--bundle", "--splitting", "--log-level=warning"],
    ...["--format=esm", "--platform=node", "--target=esnext", "--supported:import-attributes=true"],
    "--main-fields=module,main",
    "--ignore-annotations", // tests are side effects of a module, and TF.js declares that its modules have none
    "--external:@tensorflow/tfjs-backend-webgpu",
    // some parts of TF.js are CommonJS
    '--banner:js=import { createRequire } from "node:module"; const require = createRequire(import.meta.url); ' +
    "const __dirname = import.meta.dirname, __filename = import.meta.filename;",
  ]);
}

/** The files in `folder` and its subfolders, relative to it, in order. */
async function filesBelow(folder: string): Promise<string[]> {
  const names: string[] = [];
  const folders = [folder];
  for (let each = folders.pop(); each !== undefined; each = folders.pop()) {
    for await (const { name, isDirectory } of Deno.readDir(each)) {
      if (isDirectory) folders.push(join(each, name));
      else names.push(relative(folder, join(each, name)).replaceAll("\\", "/"));
    }
  }
  return names.sort();
}
