/**
 * Starts TF.js on the device that was asked for.
 * @module
 */
import type { Device } from "../sandbox/messages.ts";

/** What `--device` accepts. */
export type DeviceName = "auto" | "cpu" | "wasm" | "webgpu";

/**
 * Loads TF.js and makes `name` its backend. `auto` takes wasm, and cpu where wasm cannot load: the lessons that train
 * on scalars gain nothing from a GPU.
 * @throws {Error} If the device that was asked for by name is not there.
 */
export async function startDevice(name: DeviceName): Promise<Device> {
  const tf = await import("@tensorflow/tfjs");
  await withoutBanner(async () => {
    await tf.setBackend("cpu");
    tf.scalar(1).dispose();
  });
  if (name === "webgpu") return await startWebgpu();
  if (name === "cpu") return { backend: "cpu", adapter: null };
  const { startWasm } = await import("./wasm.ts");
  if (await startWasm()) return { backend: "wasm", adapter: null };
  if (name === "wasm") throw new Error("WebAssembly with SIMD is not available on this machine: use --device cpu.");
  await tf.setBackend("cpu");
  return { backend: "cpu", adapter: null };
}

async function startWebgpu(): Promise<Device> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) throw new Error("No WebGPU adapter on this machine: use --device wasm or --device cpu.");
  const tf = await import("@tensorflow/tfjs");
  await import("@tensorflow/tfjs-backend-webgpu");
  if (!await tf.setBackend("webgpu")) throw new Error("WebGPU did not start: use --device wasm or --device cpu.");
  const { vendor, description, device, architecture } = adapter.info;
  return { backend: "webgpu", adapter: [description || device || architecture || vendor || "unnamed"].join(" ") };
}

/** TF.js greets Node's users with an advertisement when its CPU backend starts; a learner has no use for it. */
async function withoutBanner(start: () => Promise<void>): Promise<void> {
  const { warn } = console;
  console.warn = () => {};
  try {
    await start();
  } finally {
    console.warn = warn;
  }
}
