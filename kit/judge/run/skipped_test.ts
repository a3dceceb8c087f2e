import { assertEquals } from "@std/assert";
import type { Backend } from "../../base/devices.ts";
import { reasonToSkip } from "./skipped.ts";

const id = "21-new";
const onCpu = { id, slowOn: ["cpu"] as Backend[] };

Deno.test("reasonToSkip() has none for a check that asks for nothing special", () => {
  assertEquals(reasonToSkip({ id }, { backend: "cpu" }), undefined);
});

Deno.test("reasonToSkip() names the command that gives a check all images", () => {
  const reason = "needs all 60,000 images: deno task lesson 21 --full";
  assertEquals(reasonToSkip({ id, data: "full" }, { backend: "wasm" }), reason);
  assertEquals(reasonToSkip({ id, data: "full" }, { backend: "wasm", full: true }), undefined);
});

Deno.test("reasonToSkip() names the devices that remain for a check that is slow on one", () => {
  assertEquals(reasonToSkip(onCpu, { backend: "wasm" }), undefined);
  assertEquals(reasonToSkip(onCpu, {}), undefined); // not known yet
  const [one, two] = [
    "takes minutes on cpu; it is judged on wasm and webgpu",
    "takes minutes on webgpu; it is judged on wasm",
  ];
  assertEquals(reasonToSkip(onCpu, { backend: "cpu" }), one);
  assertEquals(reasonToSkip({ id, slowOn: ["cpu", "webgpu"] }, { backend: "webgpu" }), two);
  assertEquals(reasonToSkip({ ...onCpu, data: "full" }, { backend: "cpu", full: true }), one);
});
