import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { WRITTEN_FOR } from "./install.ts";
import { type Reason, REPLACEMENTS } from "./replacements.ts";

const BINARY = `npm:@tensorflow/tfjs-backend-wasm@${WRITTEN_FOR}/dist/tfjs-backend-wasm-simd.wasm`;

/** Starts TF.js without our changes. */
const PLAIN = `
  import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
  import binary from ${JSON.stringify(BINARY)} with { type: "bytes" };
  const url = URL.createObjectURL(new Blob([binary]));
  const names = ["", "-simd", "-threaded-simd"].map((ending) => \`tfjs-backend-wasm\${ending}.wasm\`);
  setWasmPaths(Object.fromEntries(names.map((name) => [name, url])), true);
  await tf.setBackend("wasm");
  await tf.setBackend("cpu");`;

/** Starts TF.js with our changes, as in a lesson. */
const OURS = `
  import { startDevice } from ${JSON.stringify(import.meta.resolve("../device/start.ts"))};
  await startDevice("wasm");
  await startDevice("cpu");`;

const [plain, ours, otherVersion, off] = await Promise.all([
  started(PLAIN),
  started(OURS),
  started(`tf.version.tfjs = "4.23.0"; ${OURS}`),
  started(OURS, { DOWNHILL_KERNELS: "off" }),
]);

Deno.test("the list names everything that has been replaced, and nothing else", () => {
  const replaced = differences(plain.functions, ours.functions);
  const names = REPLACEMENTS.flatMap(({ kind, names }) => names.map((name) => `${kind}: ${name}`));
  assertEquals(replaced.filter((each) => !names.some((name) => isPartOf(each, name))), [], "replaced, but not listed");
  assertEquals(names.filter((name) => !replaced.some((each) => isPartOf(each, name))), [], "listed, but not replaced");
});

Deno.test("TF.js does not have the parts that the list calls missing", () => {
  const theirs = Object.keys(plain.functions);
  const names = (reasons: (reason: Reason) => boolean) =>
    REPLACEMENTS.filter(({ reason }) => reasons(reason))
      .flatMap(({ kind, names }) => names.map((name) => `${kind}: ${name}`));
  const missing = names((reason) => reason === "missing in TF.js");
  assertEquals(missing.filter((name) => theirs.some((each) => isPartOf(each, name))), [], "TF.js has these");
  const others = names((reason) => reason !== "missing in TF.js").filter((name) => !missing.includes(name));
  assertEquals(others.filter((name) => !theirs.some((each) => isPartOf(each, name))), [], "TF.js does not have these");
});

Deno.test("nothing is replaced in another version of TF.js, and one line says so", () => {
  assertEquals(differences(plain.functions, otherVersion.functions), []);
  assertEquals(
    otherVersion.errors,
    "Downhill replaces parts of TF.js 4.22.0, but this is 4.23.0. Without the replacements, it is slower, and not " +
      "always right on wasm: import npm:@tensorflow/tfjs@4.22.0 to use them.\n",
  );
});

Deno.test("with DOWNHILL_KERNELS=off, nothing is replaced and nothing is printed", () => {
  assertEquals(differences(plain.functions, off.functions), []);
  assertEquals(off.errors, "");
});

Deno.test("the course imports the version of TF.js for which the replacements are written", async () => {
  const { imports } = JSON.parse(await Deno.readTextFile(join(root, "import_map.json")));
  for (const name of ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm", "@tensorflow/tfjs-backend-webgpu"]) {
    assertEquals(imports[name], `npm:${name}@${WRITTEN_FOR}`);
  }
});

/** Starts TF.js in a process of its own. Returns its functions, and the output on standard error. */
async function started(start: string, env: Record<string, string> = {}) {
  const program = `
    import * as tf from "@tensorflow/tfjs";
    import { functionsOfTensorFlow } from ${JSON.stringify(import.meta.resolve("./functions_of_tensorflow.ts"))};
    ${start}
    for (const name of ["wasm", "cpu"]) {
      await tf.setBackend(name);
      tf.scalar(1).dispose(); // some functions change when they are first called
    }
    console.log(JSON.stringify(functionsOfTensorFlow()));`;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", "--no-check", program],
    cwd: root,
    env: { DOWNHILL_KERNELS: "on", ...env, NO_COLOR: "1" },
  }).output();
  const [out, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert(success, errors);
  return { functions: JSON.parse(out) as Record<string, string>, errors };
}

/** The names of the functions that differ, or that only one of the two has. */
function differences(a: Record<string, string>, b: Record<string, string>): string[] {
  const names = Object.keys({ ...a, ...b });
  assert(names.length > 1000, `There are only ${names.length} functions of TF.js.`);
  return names.filter((name) => a[name] !== b[name]);
}

/** Whether `name` is `listed`, or the name of one of its properties. */
function isPartOf(name: string, listed: string): boolean {
  return name === listed || name.startsWith(`${listed}.`);
}
