/**
 * Prints, as JSON, the adapters of this machine, see `adapters.ts`. A driver may print what it likes on standard error,
 * or crash: that is why it is asked in a process of its own.
 * @module
 */
import { adapterName } from "../device/adapter_name.ts";
import type { Adapter } from "./adapters.ts";

/** All that one can ask for. The first is what TF.js asks for. */
const REQUESTS: GPURequestAdapterOptions[] = [
  { powerPreference: "high-performance" },
  { powerPreference: "low-power" },
  { forceFallbackAdapter: true },
];

/** Software in the place of a GPU, by name, where a driver does not say that it is some. */
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
