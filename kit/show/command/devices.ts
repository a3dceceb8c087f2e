/**
 * `deno task devices`: shows how fast each device of this machine trains.
 * @module
 */
import { type Adapter, findAdapters } from "../../learn/measure/adapters.ts";
import type { MeasuredDevice } from "../../learn/measure/device_table.ts";
import { measureDevices, type Target } from "../../learn/measure/measure.ts";
import { fits, madeFor, recallDevices, rememberDevices, type Remembered } from "../../learn/measure/remember.ts";
import { devicesTable } from "../terminal/devices_table.ts";
import { showLive } from "../../base/live_line.ts";
import type { Style } from "../terminal/style.ts";
import { printJson } from "./request.ts";
import { orSayWhy } from "./result.ts";

/**
 * Measures all devices, remembers the result, and prints it.
 * @returns The exit code.
 */
export async function showDevices({ json, style }: { json: boolean; style: Style }): Promise<number> {
  const adapters = await findAdapters();
  const { madeFor, devices } = await measureAndRemember(allTargets(adapters), adapters);
  if (json) printJson({ madeFor, devices });
  else for (const line of devicesTable(devices, style)) console.log(line);
  return 0;
}

/** The speed of the devices of this machine: remembered, or measured now. */
export async function knownDevices(): Promise<MeasuredDevice[]> {
  const [known, adapters] = [await recallDevices(), await findAdapters()];
  const isKnown = known && fits(known, adapters);
  return (isKnown ? known : await measureAndRemember(allTargets(adapters), adapters)).devices;
}

/** Every device of a machine with these adapters. If there are no adapters, one row says so. */
function allTargets(adapters: readonly Adapter[]): Target[] {
  const gpus: Target[] = adapters.map((adapter) => ({ device: "webgpu", adapter }));
  return [{ device: "cpu" }, { device: "wasm" }, ...gpus.length > 0 ? gpus : [{ device: "webgpu" as const }]];
}

/**
 * Measures the devices, with a live line, and stores the result. If it cannot be stored, prints the reason on standard
 * error.
 */
export async function measureAndRemember(
  targets: readonly Target[],
  adapters: readonly Adapter[],
): Promise<Remembered> {
  try {
    const devices: MeasuredDevice[] = await measureDevices(targets, ({ device, adapter }, step) => {
      showLive(`  Measuring a training step: ${step} on ${adapter?.name ?? device} …`);
    });
    const measured = { madeFor: madeFor(adapters), devices };
    await orSayWhy(() => rememberDevices(measured));
    return measured;
  } finally {
    showLive("");
  }
}
