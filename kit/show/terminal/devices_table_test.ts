import { assert, assertEquals } from "@std/assert";
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import { columns } from "../../base/columns.ts";
import { devicesTable } from "./devices_table.ts";
import { styleWith } from "./style.ts";

const wasm: MeasuredDevice = {
  ...{ device: "wasm", adapter: null, isSoftware: false, reason: null },
  milliseconds: { "small MLP": 0.4, "784-128-10": 1.5, CNN: 4.61 },
};
const gpu: MeasuredDevice = {
  ...{ device: "webgpu", adapter: "NVIDIA GeForce RTX 4090 Laptop GPU", isSoftware: false, reason: null },
  milliseconds: { "small MLP": 3, "784-128-10": 1, CNN: 2 },
};
const software: MeasuredDevice = {
  ...{ device: "webgpu", adapter: "llvmpipe", isSoftware: true, reason: "Its process ended (SIGSEGV)." },
  milliseconds: { "small MLP": 1234.5 },
};

Deno.test("devicesTable() marks the devices that lessons use, and says why a device has no time", () => {
  assertEquals(devicesTable([wasm, gpu, software], styleWith(false)), [
    "  a training step                            small MLP  784-128-10         CNN",
    "  wasm                                        ✓ 0.4 ms      1.5 ms     4.61 ms",
    "  webgpu  NVIDIA GeForce RTX 4090 Laptop …        3 ms      ✓ 1 ms      ✓ 2 ms",
    "  webgpu  llvmpipe                            1,230 ms           –           –",
    "          This is software, not a GPU: only --device webgpu uses it.",
    "          Its process ended (SIGSEGV).",
    "  In each column, ✓ marks the device that --device auto uses.",
  ]);
});

Deno.test("devicesTable() puts the steps below the device on a narrow screen", () => {
  assertEquals(devicesTable([gpu, software], { ...styleWith(false), width: 40 }), [
    "  a training step",
    "  webgpu  NVIDIA GeForce RTX 4090 Lapto…",
    "    small MLP         ✓ 3 ms",
    "    784-128-10        ✓ 1 ms",
    "    CNN               ✓ 2 ms",
    "  webgpu  llvmpipe",
    "    small MLP       1,230 ms",
    "    784-128-10             –",
    "    CNN                    –",
    "    This is software, not a GPU: only\n    --device webgpu uses it.",
    "    Its process ended (SIGSEGV).",
    "  In each column, ✓ marks the device\n  that --device auto uses.",
  ]);
});

Deno.test("devicesTable() marks nothing without a GPU, because lessons then use their usual device", () => {
  const lines = devicesTable([wasm, software], styleWith(true));
  assertEquals(lines.filter((line) => line.includes("✓")), []);
  assertEquals(lines.at(-1), "  This machine has no GPU: --device auto uses wasm for networks.");
});

Deno.test("devicesTable() fits the screen, and no driver's name can control the terminal", () => {
  const long = { ...gpu, adapter: `\x1b[2J${"x".repeat(300)}`, reason: "\x1b]0;title\x07 because" };
  for (const line of devicesTable([long], styleWith(false))) {
    assert(columns(line) <= 80, line);
    assert(!line.includes("\x1b"), line);
  }
});
