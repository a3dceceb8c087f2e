/**
 * That lesson 21 is judged on a GPU where that was measured to be the fastest, for tests.
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { onDevice } from "../command/on_device.ts";
import { findLesson } from "../find_lesson.ts";
import { styleWith } from "../terminal/style.ts";
import { headerLine } from "../terminal/verdict_screen.ts";
import { findAdapters } from "./adapters.ts";
import type { MeasuredDevice } from "./device_table.ts";
import { madeFor } from "./remember.ts";
import { hasAdapter, judged } from "./solutions.ts";

/**
 * Declares the test. Where there is no GPU, software stands in for it: the machine of the test says that it is a GPU, and
 * that it is faster than wasm.
 * @param only The ids of the checks.
 */
export function testChosenGpu(...only: string[]): void {
  Deno.test({
    name: `where a GPU was measured to be the fastest, lesson 21 takes it, and the verdict names it (${only})`,
    ignore: !hasAdapter,
    fn: async () => {
      const [{ name, request: asked }] = await findAdapters();
      const gpu = { name, request: asked, isSoftware: false };
      const row = { isSoftware: false, reason: null };
      const devices: MeasuredDevice[] = [
        { device: "wasm", adapter: null, milliseconds: { CNN: 5 }, ...row },
        { device: "webgpu", adapter: name, milliseconds: { CNN: 1 }, ...row },
      ];
      const machine = {
        recall: () => Promise.resolve(null),
        adapters: () => Promise.resolve([gpu]),
        measure: () => Promise.resolve({ madeFor: madeFor([gpu]), devices }),
      };
      const style = styleWith(false);
      const request = { target: "solutions", device: "auto", plots: "", open: false, json: false, style } as const;
      const { device } = await onDevice(findLesson("21"), request, machine);
      const { start, checks } = await judged("21_convolutions", { device, only });
      assertEquals(checks.map(({ id, status, message }) => [id, status, message]), only.map((id) => [id, "pass", ""]));
      assertEquals(start.device, { backend: "webgpu", adapter: name });
      assertStringIncludes(headerLine(start, style), `· webgpu (${name.slice(0, 8)}`);
    },
  });
}
