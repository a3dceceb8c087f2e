import { assertEquals, assertThrows } from "@std/assert";
import type { LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";
import { chooseDevice, deviceOf } from "./choose.ts";

const plain: LessonEntry = { id: "01_a", title: "", part: "I", device: null, learned: "" };
const scalars: LessonEntry = { ...plain, device: "cpu" };

Deno.test("chooseDevice() lets the lesson choose if auto is given", () => {
  assertEquals(chooseDevice(plain, "auto"), null);
  assertEquals(chooseDevice(scalars, "auto"), "cpu");
  assertEquals(chooseDevice({ ...scalars, device: "auto" }, "auto"), "auto");
});

Deno.test("chooseDevice() uses the given device, but none for a lesson without tensors", () => {
  assertEquals((["cpu", "wasm", "webgpu"] as const).map((name) => chooseDevice(scalars, name)), [
    "cpu",
    "wasm",
    "webgpu",
  ]);
  assertEquals(chooseDevice(plain, "webgpu"), null);
});

Deno.test("deviceOf() accepts all four names, and returns auto if no device is named", () => {
  assertEquals([undefined, "auto", "cpu", "wasm", "webgpu"].map(deviceOf), ["auto", "auto", "cpu", "wasm", "webgpu"]);
  assertThrows(() => deviceOf("GPU"), UsageError, 'There is no device "GPU": use auto, cpu, wasm or webgpu.');
});
