/**
 * Prints the adapters of this machine as JSON, see `adapters.ts`. A driver may print anything to standard error, or
 * crash: that is why it runs in its own process.
 * @module
 */
import { adapterName } from "../device/adapter_name.ts";
import type { Adapter } from "./adapters.ts";

/** All possible requests. The first is what TF.js asks for. */
const REQUESTS: GPURequestAdapterOptions[] = [
  { powerPreference: "high-performance" },
  { powerPreference: "low-power" },
  { forceFallbackAdapter: true },
];

/** The names of software that replaces a GPU, for drivers that do not say so. */
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
