import { assertEquals } from "@std/assert";
import type { Adapter } from "../../learn/measure/adapters.ts";
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import type { Target } from "../../learn/measure/measure.ts";
import { madeFor, type Remembered } from "../../learn/measure/remember.ts";
import { collect } from "../../judge/run/collect.ts";
import { findLesson } from "../../judge/run/find_lesson.ts";
import { run } from "../../judge/run/run.ts";
import { styleWith } from "../terminal/style.ts";
import { type Machine, onDevice } from "./on_device.ts";
import type { LessonRequest } from "./request.ts";

const request: LessonRequest = {
  ...{ target: "lessons", device: "auto", plots: "plots", open: false, json: false, style: styleWith(false) },
};
const gpu: Adapter = { name: "a GPU", isSoftware: false, request: {} };
const software: Adapter = { name: "llvmpipe", isSoftware: true, request: {} };

/** A GPU is the fastest for what has enough to compute. */
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

/** A machine with these adapters that notes what it is asked for. */
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

const deviceOn = async (machine: Machine, lesson: string, more: Partial<LessonRequest> = {}) =>
  (await onDevice(findLesson(lesson), { ...request, ...more }, machine)).device;

Deno.test("with a GPU, the first lesson about images has it measured, and takes the fastest device for its network", async () => {
  const machine = machineWith([gpu, software]);
  assertEquals(await deviceOn(machine, "21"), "webgpu");
  assertEquals(machine.asked, ["adapters", "measure wasm,a GPU"]);
});

Deno.test("once it is measured, every lesson takes what is fastest for its kind", async () => {
  const machine = machineWith([gpu], { madeFor: madeFor([gpu]), devices });
  const chosen: Record<string, string | undefined> = {};
  for (const lesson of ["13", "20", "21", "22"]) chosen[lesson] = await deviceOn(machine, lesson);
  assertEquals(chosen, { 13: "wasm", 20: "webgpu", 21: "webgpu", 22: "webgpu" });
  assertEquals(machine.asked.filter((what) => what !== "adapters"), []);
});

Deno.test("with another GPU than the one that was measured, it is measured anew, but not for a few points", async () => {
  const known = { madeFor: madeFor([{ ...gpu, name: "an older GPU" }]), devices };
  const machine = machineWith([gpu], known);
  assertEquals(await deviceOn(machine, "13"), "auto");
  assertEquals(await deviceOn(machine, "20"), "webgpu");
  assertEquals(machine.asked.filter((what) => what !== "adapters"), ["measure wasm,a GPU"]);
});

Deno.test("without a GPU nothing is measured and nothing changes, whatever is remembered", async () => {
  for (const adapters of [[], [software]]) {
    for (const known of [null, { madeFor: madeFor(adapters), devices }, { madeFor: madeFor([gpu]), devices }]) {
      const machine = machineWith(adapters, known);
      assertEquals(await Promise.all(["13", "20", "21"].map((id) => deviceOn(machine, id))), ["auto", "auto", "auto"]);
      assertEquals(machine.asked.filter((what) => what !== "adapters"), []);
    }
  }
});

Deno.test("a device that is named is taken, and lessons of single numbers or without TF.js ask for nothing", async () => {
  const machine = machineWith([gpu], { madeFor: madeFor([gpu]), devices });
  assertEquals(await deviceOn(machine, "21", { device: "cpu" }), "cpu");
  assertEquals(await deviceOn(machine, "1"), "auto");
  assertEquals(await deviceOn(machine, "6"), "auto");
  assertEquals(machine.asked, []);
  assertEquals(await deviceOn(machineWith([gpu]), "13"), "auto"); // nor do a few points, before anything is measured
});

Deno.test("only the lesson that compares devices is told what was measured, if it was on this machine", async () => {
  const told = async (lesson: string, machine: Machine) =>
    (await onDevice(findLesson(lesson), request, machine)).measured;
  const machine = machineWith([gpu], { madeFor: madeFor([gpu]), devices });
  assertEquals(await told("16", machine), devices);
  assertEquals(await told("15", machine), undefined);
  assertEquals(await told("16", machineWith([software], { madeFor: madeFor([gpu]), devices })), undefined);
  assertEquals(await told("16", machineWith([gpu])), undefined);
});

Deno.test("run(), which grades, takes the course's own device, whatever was measured", async () => {
  const machine = machineWith([gpu], { madeFor: madeFor([gpu]), devices });
  assertEquals(await deviceOn(machine, "20"), "webgpu");
  const { start } = await collect(run("20", { target: "solutions", only: [], picture: false }));
  assertEquals(start.device, { backend: "wasm", adapter: null });
});
