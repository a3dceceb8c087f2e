/**
 * With `--device auto`, chooses the device for a learner's lesson by the speeds that were measured on this machine.
 * Nothing else uses these measurements: points, goal pictures and grading never depend on them.
 * @module
 */
import { type Adapter, findAdapters } from "../../learn/measure/adapters.ts";
import { fastestDevice } from "../../learn/measure/device_table.ts";
import type { Target } from "../../learn/measure/measure.ts";
import { fits, recallDevices, type Remembered } from "../../learn/measure/remember.ts";
import { arePackagesHere } from "../../judge/packages/missing.ts";
import { downloadPackages } from "../../judge/packages/download.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { measureAndRemember } from "./devices.ts";
import type { LessonRequest } from "./request.ts";

/** Functions that find out about a machine; tests replace them. */
export interface Machine {
  /** The result of the last measurement, if there is one. */
  recall: () => Promise<Remembered | null>;
  /** Which adapters there are. */
  adapters: () => Promise<Adapter[]>;
  /** Measures the devices. */
  measure: (targets: readonly Target[], adapters: readonly Adapter[]) => Promise<Remembered>;
}

const THIS_MACHINE: Machine = { recall: recallDevices, adapters: findAdapters, measure: measureAndRemember };

/**
 * Returns the request for `lesson`, with the device that is fastest at its training step. If there is a GPU, the first
 * lesson about images starts a measurement, and a message says so. Without a GPU, or if a device was named, the request
 * is unchanged. A lesson that compares devices also gets the measurements.
 */
export async function onDevice(
  lesson: LessonEntry,
  request: LessonRequest,
  machine: Machine = THIS_MACHINE,
): Promise<LessonRequest> {
  const { step, data, usesGpu } = lesson;
  const isOpen = request.device === "auto" && step !== undefined;
  if (!isOpen && !usesGpu) return request;
  const known = await machine.recall();
  if (!known && !data) return request; // a lesson with only a few data points does not need a measurement
  const adapters = await machine.adapters();
  const measured = known && fits(known, adapters) ? known : null;
  if (usesGpu) return { ...request, measured: measured?.devices };
  const [gpu] = adapters;
  const hasGpu = gpu !== undefined && !gpu.isSoftware;
  if (!hasGpu || !measured && !data) return request;
  const { devices } = measured ?? await measureOnce(machine, adapters);
  return { ...request, device: fastestDevice(step!, devices) ?? "auto" };
}

/**
 * Measures the devices that a lesson may use, except plain JavaScript, which is never the fastest for a network, and
 * takes the longest to measure.
 */
async function measureOnce(machine: Machine, adapters: readonly Adapter[]): Promise<Remembered> {
  if (!arePackagesHere()) await downloadPackages();
  const measured = await machine.measure([{ device: "wasm" }, { device: "webgpu", adapter: adapters[0] }], adapters);
  console.error(
    "  The speed of this machine's devices was measured: deno task devices shows a table.",
  );
  return measured;
}
