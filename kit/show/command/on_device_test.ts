import { assertEquals } from "@std/assert";
import { smallJob } from "../../testbed/small_course.ts";
import type { Adapter } from "../../learn/measure/adapters.ts";
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import type { Target } from "../../learn/measure/measure.ts";
import { madeFor, type Remembered } from "../../learn/measure/remember.ts";
import { collect } from "../../judge/run/collect.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { runJob } from "../../judge/run/run.ts";
import { styleWith } from "../terminal/style.ts";
import { type Machine, onDevice } from "./on_device.ts";
import type { LessonRequest } from "./request.ts";

const request: LessonRequest = {
  ...{ target: "lessons", device: "auto", plots: "plots", open: false, json: false, style: styleWith(false) },
};
const gpu: Adapter = { name: "a GPU", isSoftware: false, request: {} };
const software: Adapter = { name: "llvmpipe", isSoftware: true, request: {} };

/** Times of a machine whose GPU is fastest if there is enough to compute. */
const devices: MeasuredDevice[] = [
  {
    ...{ device: "wasm", adapter: null, isSoftware: false, reason: null },
    milliseconds: { "small MLP": 0.4, "784-128-10": 1.5, CNN: 4.6 },
  },
  {
    ...{ device: "webgpu", adapter: "a GPU", isSoftware: false, reason: null },
    milliseconds: { "small MLP": 3, "784-128-10": 1, CNN: 2 },
  },
];

/** A machine with these adapters that records which of its functions are called. */
function machineWith(adapters: Adapter[], known: Remembered | null = null): Machine & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    recall: () => Promise.resolve(known),
    adapters: () => (asked.push("adapters"), Promise.resolve(adapters)),
    measure: (targets: readonly Target[]) => {
      asked.push(`measure ${targets.map(({ device, adapter }) => adapter?.name ?? device)}`);
      return Promise.resolve({ madeFor: madeFor(adapters), devices });
    },
  };
}

/** One lesson of each kind. */
const any: LessonEntry = { id: "01_a", title: "", part: "I", device: "auto", learned: "" };
const plain: LessonEntry = { ...any, device: null };
const numbers: LessonEntry = { ...any, device: "cpu" };
const points: LessonEntry = { ...any, step: "small MLP" };
const images: LessonEntry = { ...any, step: "784-128-10", data: "fashion_mnist" };
const convolutions: LessonEntry = { ...any, step: "CNN", data: "fashion_mnist" };
const comparison: LessonEntry = { ...any, usesGpu: true };

const deviceOn = async (machine: Machine, lesson: LessonEntry, more: Partial<LessonRequest> = {}) =>
  (await onDevice(lesson, { ...request, ...more }, machine)).device;

Deno.test("with a GPU, the first lesson about images measures the devices, and uses the fastest", async () => {
  const machine = machineWith([gpu, software]);
  assertEquals(await deviceOn(machine, convolutions), "webgpu");
  assertEquals(machine.asked, ["adapters", "measure wasm,a GPU"]);
});

Deno.test("once the devices are measured, every lesson uses the device that is fastest for it", async () => {
  const machine = machineWith([gpu], { madeFor: madeFor([gpu]), devices });
  const chosen = [points, images, convolutions].map((lesson) => deviceOn(machine, lesson));
  assertEquals(await Promise.all(chosen), ["wasm", "webgpu", "webgpu"]);
  assertEquals(machine.asked.filter((what) => what !== "adapters"), []);
});

Deno.test("a different GPU is measured again, but not for a lesson with only a few data points", async () => {
  const known = { madeFor: madeFor([{ ...gpu, name: "an older GPU" }]), devices };
  const machine = machineWith([gpu], known);
  assertEquals(await deviceOn(machine, points), "auto");
  assertEquals(await deviceOn(machine, images), "webgpu");
  assertEquals(machine.asked.filter((what) => what !== "adapters"), ["measure wasm,a GPU"]);
});

Deno.test("without a GPU, nothing is measured and nothing changes, whatever is remembered", async () => {
  for (const adapters of [[], [software]]) {
    for (const known of [null, { madeFor: madeFor(adapters), devices }, { madeFor: madeFor([gpu]), devices }]) {
      const machine = machineWith(adapters, known);
      assertEquals(await Promise.all([points, images, convolutions].map((lesson) => deviceOn(machine, lesson))), [
        "auto",
        "auto",
        "auto",
      ]);
      assertEquals(machine.asked.filter((what) => what !== "adapters"), []);
    }
  }
});

Deno.test("a named device is used, and lessons that use single numbers or no TF.js measure nothing", async () => {
  const machine = machineWith([gpu], { madeFor: madeFor([gpu]), devices });
  assertEquals(await deviceOn(machine, convolutions, { device: "cpu" }), "cpu");
  assertEquals(await deviceOn(machine, plain), "auto");
  assertEquals(await deviceOn(machine, numbers), "auto");
  assertEquals(machine.asked, []);
  assertEquals(await deviceOn(machineWith([gpu]), points), "auto"); // the same before a measurement
});

Deno.test("only the lesson that compares devices gets the measurements, and only those of this machine", async () => {
  const told = async (lesson: LessonEntry, machine: Machine) => (await onDevice(lesson, request, machine)).measured;
  const machine = machineWith([gpu], { madeFor: madeFor([gpu]), devices });
  assertEquals(await told(comparison, machine), devices);
  assertEquals(await told(points, machine), undefined);
  assertEquals(await told(comparison, machineWith([software], { madeFor: madeFor([gpu]), devices })), undefined);
  assertEquals(await told(comparison, machineWith([gpu])), undefined);
});

Deno.test("run(), which is used for grading, uses the course's own device, whatever was measured", async () => {
  const machine = machineWith([gpu], { madeFor: madeFor([gpu]), devices });
  assertEquals(await deviceOn(machine, images), "webgpu");
  const { start } = await collect(runJob(smallJob("20", { target: "solutions" }), { only: [], picture: false }));
  assertEquals(start.device, { backend: "wasm", adapter: null });
});
