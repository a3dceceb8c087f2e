/**
 * Starts TF.js on a device.
 * @module
 */
import type { KernelBackend } from "@tensorflow/tfjs";
import type { Device, DeviceName } from "../../base/devices.ts";
import { adapterName } from "./adapter_name.ts";
import { isGenuine } from "../tfjs/genuine.ts";
import { listenToGpu } from "./gpu_problem.ts";
import { install } from "../tfjs/install.ts";

/**
 * The devices that have been started, by the name of their backend: TF.js keeps them, so they are not started again.
 */
const started = new Map<string, Device>();

/**
 * Loads TF.js and makes `name` its backend. `auto` uses wasm, or the cpu if wasm cannot be loaded.
 * @returns The device that was started. If you name a device, no other device is used instead.
 * @throws {Error} If you name a device that this machine does not have.
 */
export async function startDevice(name: DeviceName): Promise<Device> {
  const tf = await import("@tensorflow/tfjs");
  const known = started.get(name === "auto" ? "wasm" : name);
  if (known && await tf.setBackend(known.backend)) return { ...known };
  const device = await startAnew(name);
  (await import("./lock_engine.ts")).lockBackend(tf.backend());
  started.set(device.backend, device);
  return device;
}

async function startAnew(name: DeviceName): Promise<Device> {
  const tf = await import("@tensorflow/tfjs");
  await tf.setBackend("cpu");
  await install(tf);
  tf.scalar(1).dispose(); // makes TF.js print its greeting now, when quiet.ts hides it, not during a check
  if (name === "webgpu") return await startWebgpu();
  if (name === "cpu") return { backend: "cpu", adapter: null };
  const { startWasm } = await import("../tfjs/wasm.ts");
  const problem = await startWasm();
  if (problem === undefined) return { backend: "wasm", adapter: null };
  if (name === "wasm") throw new Error(problem);
  await tf.setBackend("cpu");
  return { backend: "cpu", adapter: null };
}

async function startWebgpu(): Promise<Device> {
  // TF.js makes the same request, so with two GPUs this is the name of the GPU that computes
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) throw new Error("No WebGPU adapter on this machine: use --device wasm or --device cpu.");
  const tf = await import("@tensorflow/tfjs");
  await import("./webgpu_backend.ts");
  if (!await tf.setBackend("webgpu") || !isGenuine(tf.backend())) {
    throw new Error("WebGPU did not start: use --device wasm or --device cpu.");
  }
  listenToGpu((tf.backend() as KernelBackend & { device: GPUDevice }).device);
  explainSynchronousReads(tf.backend());
  return { backend: "webgpu", adapter: adapterName(adapter.info) };
}

/**
 * Replaces TF.js's error for a synchronous read from a GPU. TF.js reads through a canvas, and Deno has none, so the
 * error is a message about rectangles.
 */
function explainSynchronousReads(backend: KernelBackend): void {
  const readSync = backend.readSync.bind(backend);
  const value = (dataId: object) => {
    try {
      return readSync(dataId);
    } catch (cause) {
      throw new Error(
        "The numbers of a tensor on a GPU cannot be read at once: write await x.data() " +
          "in place of x.dataSync(), x.arraySync() and x.print().",
        { cause },
      );
    }
  };
  Object.defineProperty(backend, "readSync", { value }); // an assignment fails if the inherited property is read-only
}
