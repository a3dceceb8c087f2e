import { assertEquals } from "@std/assert";
import { pathToFileURL } from "node:url";
import { Sandbox } from "./sandbox.ts";

/** The result of a probe in the process of an empty lesson, on wasm. */
async function answerOf(probe: () => unknown): Promise<unknown> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/lesson.ts`, "export {};");
  const sandbox = new Sandbox(pathToFileURL(`${folder}/lesson.ts`), { device: "wasm" });
  try {
    return await sandbox.evaluate(String(probe));
  } finally {
    sandbox.dispose();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("backendOf() names the device of a tensor, but none for a disposed tensor or another value", async () => {
  const places = await answerOf(async () => {
    const tf = await import("@tensorflow/tfjs");
    const { backendOf } = await import("downhill/instruments");
    const [x, variable] = [tf.tensor1d([1, 2]), tf.variable(tf.scalar(1))];
    const onWasm = [backendOf(x), backendOf(variable)];
    await tf.setBackend("cpu");
    const stillOnWasm = backendOf(x);
    x.square().dispose(); // TF.js moves a tensor to the device that computes with it
    const onCpu = backendOf(x);
    variable.assign(tf.scalar(2));
    const assigned = backendOf(variable);
    x.dispose();
    const noTensors = [{ dataId: variable.dataId }, 1, "x", null].map(backendOf);
    return { onWasm, stillOnWasm, onCpu, assigned, disposed: backendOf(x), noTensors };
  });
  assertEquals(places, {
    onWasm: ["wasm", "wasm"],
    stillOnWasm: "wasm",
    onCpu: "cpu",
    assigned: "cpu",
    disposed: "nowhere",
    noTensors: Array(4).fill("nowhere"),
  });
});
