import { assertAlmostEquals, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LessonError, Sandbox } from "../../judge/sandbox/sandbox.ts";
import { startDevice } from "../../learn/device/start.ts";

/** The limits of the lesson: enough for TF.js and several hundred MiB of tensors. */
const LIMITS = { loadMs: 20_000, memoryMiB: 1000 };

/** Evaluates `probe` in a lesson on wasm. */
async function ask(probe: string): Promise<unknown> {
  const folder = await Deno.makeTempDir();
  const lesson = join(folder, "lesson.ts");
  await Deno.writeTextFile(lesson, 'export * as tf from "@tensorflow/tfjs";');
  const sandbox = new Sandbox(pathToFileURL(lesson), { ...LIMITS, device: "wasm", usesGpu: false });
  try {
    return await sandbox.evaluate(probe, [], { timeoutMs: 60_000 });
  } finally {
    sandbox.dispose();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a lesson that keeps its tensors until the heap is full gets the verdict 'memory'", async () => {
  const leak = "({ tf }) => { const kept = []; while (true) kept.push(tf.fill([5 * 2 ** 20], 1)); }";
  const error = await assertRejects(() => ask(leak), LessonError);
  assertEquals(error.explanation.status, "memory");
});

Deno.test("if no memory is left, TF.js throws an error that says so, and all other tensors are unchanged", async () => {
  const [message, isSame, sum] = await ask(`async ({ tf }) => {
    const before = tf.range(0, 1000).add(0.5);
    const kept = [];
    let message = "";
    try {
      while (true) kept.push(tf.fill([5 * 2 ** 20], kept.length));
    } catch (error) {
      message = error.message;
    }
    tf.dispose(kept.splice(0, 1));
    const isSame = kept.every((each, i) => each.slice([7], [1]).dataSync()[0] === i + 1) && before.dataSync()[999] === 999.5;
    return [message, isSame, before.add(1).sum().dataSync()[0]];
  }`) as [string, boolean, number];
  assertStringIncludes(message, "wasm is out of memory");
  assertEquals([isSame, sum], [true, 501_000]);
});

Deno.test({
  name: "numbers are also right beyond 2 GiB, where addresses no longer fit into a signed number",
  ignore: Deno.systemMemoryInfo().available < 6 * 2 ** 30,
  async fn() {
    await startDevice("wasm");
    const kept = Array.from({ length: 11 }, () => tf.fill([50 * 2 ** 20], 1));
    const image = tf.range(0, 2 * 8 * 8 * 8).sin().reshape([2, 8, 8, 8]);
    const filter = tf.range(0, 3 * 3 * 8 * 8).cos().reshape([3, 3, 8, 8]);
    const compute = (x: tf.Tensor, w: tf.Tensor) =>
      tf.maxPool(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same").relu() as tf.Tensor4D, 2, 2, "valid")
        .reshape([4, 64]).matMul(tf.ones([64, 64])).softmax().gather(tf.tensor1d([3, 2], "int32")).square().sum();
    const all = (): number[] =>
      tf.tidy(() =>
        [compute(image, filter), ...tf.grads(compute)([image, filter])].map((each) => each.abs().sum().dataSync()[0])
      );
    const high = all();
    tf.dispose(kept);
    await startDevice("cpu");
    // float32 rounds at 2^-24; the longest sums, of the gradients' absolute values, have 1,024 terms
    all().forEach((low, i) => assertAlmostEquals(high[i], low, 1024 * 2 ** -24 * Math.max(1, Math.abs(low))));
  },
});
