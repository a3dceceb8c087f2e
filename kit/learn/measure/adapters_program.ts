/**
 * Prints the adapters of this machine as JSON, see `adapters.ts`. It runs in its own process because a driver may
 * crash, or print anything to standard error.
 * @module
 */
import { adapterName } from "../device/adapter_name.ts";
import type { Adapter } from "./adapters.ts";

/** All possible requests. The first is the request that TF.js makes. */
const REQUESTS: GPURequestAdapterOptions[] = [
  { powerPreference: "high-performance" },
  { powerPreference: "low-power" },
  { forceFallbackAdapter: true },
];

/** Names of software that replaces a GPU, for drivers that do not report that they are software. */
const SOFTWARE = /llvmpipe|lavapipe|swiftshader|software|basic render/i;

const adapters: Adapter[] = [];
for (const request of REQUESTS) {
  const info = (await navigator.gpu?.requestAdapter(request))?.info;
  if (!info) continue;
  const name = adapterName(info);
  const isSoftware = info.isFallbackAdapter || SOFTWARE.test(name);
  if (!adapters.some((known) => known.name === name)) adapters.push({ name, isSoftware, request });
}
console.log(JSON.stringify(adapters));
