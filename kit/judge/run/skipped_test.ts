import { assertEquals } from "@std/assert";
import type { Backend } from "../../base/devices.ts";
import { fashionMNIST } from "../../learn/data/fashion_mnist_set.ts";
import { reasonToSkip } from "./skipped.ts";

const dataSet = { ...fashionMNIST, items: "photographs" };
const PART = { full: false, dataSet };
const ALL = { full: true, dataSet };
const id = "21-new";
const onCpu = { id, slowOn: ["cpu"] as Backend[] };

Deno.test("reasonToSkip() returns undefined for a check that needs neither all data nor another device", () => {
  assertEquals(reasonToSkip({ id }, PART, "cpu"), undefined);
});

Deno.test("reasonToSkip() names the command with which a check gets all images", () => {
  const reason = "needs all 60,000 photographs: deno task lesson 21 --full";
  assertEquals(reasonToSkip({ id, data: "full" }, PART, "wasm"), reason);
  assertEquals(reasonToSkip({ id, data: "full" }, ALL, "wasm"), undefined);
});

Deno.test("reasonToSkip() names the other devices if a check is slow on this one", () => {
  assertEquals(reasonToSkip(onCpu, PART, "wasm"), undefined);
  assertEquals(reasonToSkip(onCpu, PART), undefined); // not known yet
  const [one, two] = [
    "takes minutes on cpu; it is judged on wasm and webgpu",
    "takes minutes on webgpu; it is judged on wasm",
  ];
  assertEquals(reasonToSkip(onCpu, PART, "cpu"), one);
  assertEquals(reasonToSkip({ id, slowOn: ["cpu", "webgpu"] }, PART, "webgpu"), two);
  assertEquals(reasonToSkip({ ...onCpu, data: "full" }, ALL, "cpu"), one);
});
