/**
 * For the test that compares TF.js before and after we change it.
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** Lists that TF.js exports. */
interface Registries {
  kernelRegistry: Map<string, object>;
  gradRegistry: Map<string, { gradFunc: unknown }>;
}

/**
 * Every function of TF.js that a program can reach: its source text, by its name in the list of replacements. Start
 * both the cpu and the wasm backend first.
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
 * The properties of an object, and of its class unless that is one of `classes`, which are visited separately; no
 * getters.
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
