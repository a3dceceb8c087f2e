/**
 * Tests that lesson 21 uses the GPU if that was the fastest device in the measurements. Without a GPU, software
 * replaces it: the measurements in this test say that the software is a GPU, and faster than wasm.
 * @module
 */
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { onDevice } from "../../show/command/on_device.ts";
import type { DeviceName } from "../../base/devices.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { findLesson } from "../../judge/run/find_lesson.ts";
import { jobFor } from "../../judge/run/job.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import { styleWith } from "../../show/terminal/style.ts";
import { headerLine } from "../../show/terminal/verdict_screen.ts";
import { findAdapters } from "../../learn/measure/adapters.ts";
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import { madeFor } from "../../learn/measure/remember.ts";
import { hasAdapter, isHere, judged } from "./solutions.ts";

const LESSON = "21_convolutions";

Deno.test({
  name: "if the GPU was the fastest when measured, lesson 21 is judged and trained on it, and the verdict names it",
  ignore: !hasAdapter || !isHere(LESSON),
  fn: async () => {
    const lesson = findLesson(LESSON);
    const [{ name, request: asked }] = await findAdapters();
    const gpu = { name, request: asked, isSoftware: false };
    const row = { isSoftware: false, reason: null };
    const devices: MeasuredDevice[] = [
      { device: "wasm", adapter: null, milliseconds: { CNN: 5 }, ...row },
      { device: "webgpu", adapter: name, milliseconds: { CNN: 1 }, ...row },
    ];
    const known = { madeFor: madeFor([gpu]), devices };
    const machine = {
      recall: () => Promise.resolve(known),
      adapters: () => Promise.resolve([gpu]),
      measure: () => Promise.reject(new Error("The devices have already been measured.")),
    };
    const style = styleWith(false);
    const request = { target: "solutions", device: "auto", plots: "", open: false, json: false, style } as const;
    const { target, device } = await onDevice(lesson, request, machine);

    const only = ["21-forward", "21-gradients"];
    const { start, checks } = await judged(lesson.id, { target, device, only });
    assertEquals(checks.map(({ id, status, message }) => [id, status, message]), only.map((id) => [id, "pass", ""]));
    assertEquals(start.device, { backend: "webgpu", adapter: name });
    assertStringIncludes(headerLine(start, style), `· webgpu (${name.slice(0, 8)}`);

    const losses = await trainedOn(device!, lesson);
    assertEquals(losses.adapter, name);
    const onWasm = await trainedOn("wasm", lesson);
    assertAlmostEquals(losses.values[0], onWasm.values[0], 1e-5); // float32, with the sums in another order
    // only smaller, not the same: Adam's first step depends on the sign of each gradient, even if that is only noise
    assert(losses.values[1] < losses.values[0], `${losses.values}`);
  },
});

/**
 * The losses of lesson 21's small CNN before and after one step, for the same images: a whole training run on software
 * is in `long/`.
 */
async function trainedOn(device: DeviceName, lesson: LessonEntry) {
  const sandbox = sandboxFor(jobFor(lesson, { target: "solutions", device }));
  try {
    const train = `async ({ CNN, PLANS }) => {
      const { Adam, DataLoader, FashionMNIST } = await import("downhill");
      const tf = await import("@tensorflow/tfjs");
      const model = new CNN(1);
      const optimizer = new Adam(model.parameters(), { learningRate: PLANS.cnn.learningRate });
      const losses = [];
      const [x, labels] = await new DataLoader(new FashionMNIST(), { batchSize: 16 })[Symbol.asyncIterator]().next()
        .then(({ value }) => value);
      const classes = tf.oneHot(labels.toInt(), 10);
      for (let step = 0; step < 2; step++) {
        const loss = optimizer.step(() => tf.losses.softmaxCrossEntropy(classes, model.forward(x)).asScalar());
        losses.push((await loss.data())[0]);
      }
      return losses;
    }`;
    const values = await sandbox.evaluate(train, [], { timeoutMs: 120_000 }) as number[];
    return { values, adapter: (await sandbox.device())?.adapter };
  } finally {
    sandbox.dispose();
  }
}
