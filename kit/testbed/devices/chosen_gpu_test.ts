/**
 * If a GPU was measured to be the fastest, lesson 21 uses it. If there is no GPU, software replaces it: the machine of
 * this test says that it is a GPU, and that it is faster than wasm.
 * @module
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { onDevice } from "../../show/command/on_device.ts";
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
  name: "if a GPU was measured to be the fastest, lesson 21 is judged on it, trains on it, and the verdict names it",
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
      measure: () => Promise.reject(new Error("It has been measured.")),
    };
    const style = styleWith(false);
    const request = { target: "solutions", device: "auto", plots: "", open: false, json: false, style } as const;
    const { target, device } = await onDevice(lesson, request, machine);

    const only = ["21-forward", "21-gradients"];
    const { start, checks } = await judged(lesson.id, { target, device, only });
    assertEquals(checks.map(({ id, status, message }) => [id, status, message]), only.map((id) => [id, "pass", ""]));
    assertEquals(start.device, { backend: "webgpu", adapter: name });
    assertStringIncludes(headerLine(start, style), `· webgpu (${name.slice(0, 8)}`);

    // all trainings of lesson 21 take minutes on software, and are in `long/`: this is one of its nine networks
    const sandbox = sandboxFor(jobFor(lesson, { target, device }));
    try {
      const train = `async ({ CNN, PLANS, trainAndTest }) =>
        (await trainAndTest(new CNN(1), { ...PLANS.cnn, seed: 1 })).accuracy`;
      const accuracy = await sandbox.evaluate(train, [], { timeoutMs: 240_000 }) as number;
      assertEquals(await sandbox.device(), { backend: "webgpu", adapter: name });
      assert(accuracy > 0.7, `${accuracy}`); // on wasm, ten seeds reach 0.747 to 0.778, guessing reaches 0.1
    } finally {
      sandbox.dispose();
    }
  },
});
