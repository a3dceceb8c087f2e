/**
 * Lists the functions of TF.js, for the test that compares them with and without our changes.
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** Lists that TF.js exports. */
interface Registries {
  kernelRegistry: Map<string, object>;
  gradRegistry: Map<string, { gradFunc: unknown }>;
}

/**
 * The source text of every function of TF.js that a program can reach, by its name in the list of replacements. Before
 * you call this, start both the cpu and the wasm backend.
 */
export function functionsOfTensorFlow(): Record<string, string> {
  const all = (globalThis as unknown as { _tfGlobals: Map<string, never> })._tfGlobals;
  const registries = Object.fromEntries(all) as unknown as Registries;
  const found: Record<string, string> = {};
  for (const backend of ["cpu", "wasm"]) {
    for (const { kernelName, kernelFunc } of tf.getKernelsForBackend(backend)) {
      found[`kernel on ${backend}: ${kernelName}`] = String(kernelFunc);
    }
  }
  for (const [name, { gradFunc }] of registries.gradRegistry) found[`gradient: ${name}`] = String(gradFunc);
  const classes = new Set(Object.values(tf).flatMap((each) => typeof each === "function" ? [each.prototype] : []));
  const places: [path: string, object: object][] = [
    ["tf", tf],
    ["tf.engine()", tf.engine()],
    ['tf.findBackend("cpu")', tf.findBackend("cpu")],
    ['tf.findBackend("wasm")', tf.findBackend("wasm")],
  ];
  const seen = new Set<object>([globalThis, ...Object.values(registries)]);
  for (const [path, object] of places) { // the list grows during the loop
    if (seen.has(object) || ArrayBuffer.isView(object)) continue;
    seen.add(object);
    for (const [name, value] of propertiesOf(object, classes)) {
      if (typeof value === "function") found[`function: ${path}.${name}`] = String(value);
      if (typeof value === "function" || typeof value === "object" && value !== null) {
        places.push([`${path}.${name}`, value]);
      }
    }
  }
  return found;
}

/**
 * The properties of an object and of its class, without getters. The classes in `classes` are skipped, because they are
 * visited separately.
 */
function propertiesOf(object: object, classes: ReadonlySet<object>): Map<string, unknown> {
  const properties = new Map<string, unknown>();
  let owner: object | null = object;
  do {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (name !== "constructor" && !properties.has(name)) properties.set(name, value);
    }
    owner = Object.getPrototypeOf(owner);
  } while (owner && owner !== Object.prototype && owner !== Function.prototype && !classes.has(owner));
  return properties;
}
