import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { LessonError, Sandbox } from "../../judge/sandbox/sandbox.ts";
import { hasAdapter } from "./solutions.ts";

/** Makes a tensor of 16 GiB on the GPU, which has no room for it. TF.js does not check this. */
const LESSON = `
import * as tf from "@tensorflow/tfjs";
const tooLarge = () => tf.ones([2 ** 16, 1]).add(tf.ones([1, 2 ** 16]));
export const read = async () => await tooLarge().slice([0, 0], [1, 1]).data();
export const readAnother = async () => (tooLarge(), await tf.scalar(1).add(1).data());
export const readNothing = () => (tooLarge(), 1);
export const small = async () => (await tf.scalar(1).add(1).data())[0];`;

Deno.test({
  name:
    "if WebGPU fails in the middle, the verdict says so and names another device, and the next question is answered",
  ignore: !hasAdapter,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/21_convolutions.ts`;
    await Deno.writeTextFile(path, LESSON);
    const sandbox = new Sandbox(pathToFileURL(path), { device: "webgpu" });
    try {
      for (const name of ["read", "readAnother", "readNothing"]) {
        const ask = () => sandbox.evaluate(`({ ${name} }) => ${name}()`);
        const { explanation } = await assertRejects(ask, LessonError);
        const [before, after] = explanation.message.split(/ \(Buffer size .* maximum buffer size .*\)\. /);
        assertEquals(before, `WebGPU failed in the middle of ${name}`);
        assertEquals(after, "On another device: deno task lesson 21 --device wasm");
        assertEquals(explanation.status, "crash");
        assertEquals(await sandbox.evaluate("({ small }) => small()"), 2);
      }
    } finally {
      sandbox.dispose();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "if a process ends or hangs on WebGPU, the driver may be the cause, so the verdict names another device",
  ignore: !hasAdapter,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/21_convolutions.ts`;
    await Deno.writeTextFile(path, "export const hang = () => new Promise(() => {});");
    const sandbox = new Sandbox(pathToFileURL(path), { device: "webgpu", limits: { evaluateMs: 500 } });
    try {
      const { message } = await assertRejects(() => sandbox.evaluate("({ hang }) => hang()"), LessonError);
      assertMatch(message, /becomes false\? If it is the GPU that hangs: deno task lesson 21 --device wasm$/);
    } finally {
      sandbox.dispose();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
