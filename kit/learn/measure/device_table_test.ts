import { assertEquals, assertThrows } from "@std/assert";
import type { Backend } from "../../base/devices.ts";
import { fastestDevice, type MeasuredDevice, parseDevices } from "./device_table.ts";

/** A device with this time for a CNN, in milliseconds. */
function row(device: Backend, cnn?: number, more: Partial<MeasuredDevice> = {}): MeasuredDevice {
  const adapter = device === "webgpu" ? "a GPU" : null;
  const milliseconds = cnn === undefined ? {} : { CNN: cnn };
  return { device, adapter, isSoftware: false, milliseconds, reason: null, ...more };
}

Deno.test("fastestDevice() returns the device with the shortest time", () => {
  assertEquals(fastestDevice("CNN", [row("cpu", 3), row("wasm", 2), row("webgpu", 1)]), "webgpu");
  assertEquals(fastestDevice("CNN", [row("cpu", 3), row("wasm", 2), row("webgpu", 4)]), "wasm");
  assertEquals(fastestDevice("CNN", [row("cpu", 1), row("wasm", 2), row("webgpu", 4)]), "cpu");
});

Deno.test("fastestDevice() returns null without a GPU, and software does not count as a GPU", () => {
  assertEquals(fastestDevice("CNN", [row("cpu", 1), row("wasm", 2)]), null);
  assertEquals(fastestDevice("CNN", [row("wasm", 2), row("webgpu", 1, { isSoftware: true })]), null);
  assertEquals(fastestDevice("CNN", [row("wasm", 2), row("webgpu", undefined, { adapter: null })]), null);
  assertEquals(fastestDevice("CNN", []), null);
});

Deno.test("fastestDevice() skips devices that could not be measured, and a second GPU, which TF.js does not use", () => {
  assertEquals(fastestDevice("CNN", [row("wasm", 2), row("webgpu")]), "wasm");
  assertEquals(fastestDevice("CNN", [row("wasm", 2), row("webgpu", 3), row("webgpu", 1)]), "wasm");
  assertEquals(fastestDevice("small MLP", [row("wasm", 2), row("webgpu", 1)]), null);
});

Deno.test("parseDevices() reads a table, and refuses everything else", () => {
  const devices = [row("wasm", 2), row("webgpu", undefined, { reason: "It is broken." })];
  assertEquals(parseDevices(JSON.parse(JSON.stringify(devices))), devices);
  const wrong: unknown[] = [
    ...[null, {}, "[]", [null], [{}]],
    [{ ...row("wasm", 2), device: "abacus" }],
    [{ ...row("wasm", 2), adapter: 1 }],
    [{ ...row("wasm", 2), isSoftware: "no" }],
    [row("wasm", NaN)],
    [row("wasm", -1)],
    [{ ...row("wasm"), milliseconds: { "another step": 1 } }],
    [{ ...row("wasm"), milliseconds: 5, reason: 5 }],
  ];
  for (const json of wrong) assertThrows(() => parseDevices(json), SyntaxError);
});
