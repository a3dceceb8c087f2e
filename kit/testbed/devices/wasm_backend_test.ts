import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Sandbox } from "../../judge/sandbox/sandbox.ts";

/** A lesson that replaces the kernels, the heap and the methods of wasm. */
const TAMPERING = `import * as tf from "@tensorflow/tfjs";
export { tf };
const attempt = (f) => {
  try {
    f();
  } catch {
    // refused
  }
};
const backend = tf.backend();
const lie = (name) => backend.simd[name];
attempt(() => backend.simd = new Proxy({}, { get: (_, name) => name === "product" ? () => {} : lie(name) }));
attempt(() => backend.simd.product = () => {});
attempt(() => Object.defineProperty(backend, "simd", { value: {} }));
attempt(() => backend.wasm = { ...backend.wasm, HEAPU8: new Uint8Array(2 ** 20) });
attempt(() => backend.wasm.HEAPU8 = new Uint8Array(2 ** 20));
attempt(() => backend.readSync = () => Float32Array.of(7));
attempt(() => backend.typedArrayFromHeap = () => Float32Array.of(7));
attempt(() => Object.getPrototypeOf(backend).readSync = () => Float32Array.of(7));
attempt(() => Object.getPrototypeOf(Object.getPrototypeOf(backend)).readSync = () => Float32Array.of(7));
`;

Deno.test("a lesson cannot change the kernels and the heap of wasm", async () => {
  const folder = await Deno.makeTempDir();
  const lesson = join(folder, "lesson.ts");
  await Deno.writeTextFile(lesson, TAMPERING);
  const sandbox = new Sandbox(pathToFileURL(lesson), { device: "wasm", usesGpu: false });
  try {
    const product = await sandbox.evaluate("({ tf }) => tf.ones([2, 3]).mul(2).matMul(tf.ones([3, 1])).dataSync()");
    assertEquals([...product as Float32Array], [6, 6]);
  } finally {
    sandbox.dispose();
    await Deno.remove(folder, { recursive: true });
  }
});
