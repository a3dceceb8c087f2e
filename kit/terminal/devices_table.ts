/**
 * How fast the devices are, as a table.
 * @module
 */
import { fastestDevice, type MeasuredDevice, STEPS } from "../device/device_table.ts";
import { numberText } from "../plot/number_text.ts";
import { printable, printableName } from "../printable.ts";
import { clip } from "./clip.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** How wide the device with its adapter is, and each step. */
const WIDTHS = { device: 40, step: 12 };

/** A line for each device, below it what there is to say about it, and in the end what follows for lessons. */
export function devicesTable(devices: readonly MeasuredDevice[], style: Style): string[] {
  const taken = STEPS.map((step) => {
    const fastest = fastestDevice(step, devices);
    return devices.find(({ device }) => device === fastest); // the first of several GPUs
  });
  const lines = devices.flatMap((row) => {
    const { device, adapter, isSoftware, milliseconds, reason } = row;
    const cells = STEPS.map((step, i) => {
      const time = milliseconds[step];
      return time === undefined ? "–" : `${taken[i] === row ? "✓ " : ""}${numberText(Number(time.toPrecision(3)))} ms`;
    });
    const notes = [
      ...isSoftware ? ["Software in the place of a GPU: only --device webgpu takes it."] : [],
      ...reason ? [printable(reason)] : [],
    ];
    return [
      line(`${device.padEnd(8)}${printableName(adapter ?? "")}`, cells, style),
      ...notes.map((note) => style.dim(wrap(note, 10))),
    ];
  });
  return [
    style.dim(line("a training step", STEPS, style)),
    ...lines,
    taken.some((row) => row)
      ? "  ✓ is what --device auto takes for lessons that train such a network."
      : "  There is no GPU here: --device auto takes wasm for networks.",
  ];
}

function line(name: string, cells: readonly string[], style: Style): string {
  const left = clip(name, WIDTHS.device).padEnd(WIDTHS.device);
  const right = cells.map((cell) => cell.padStart(WIDTHS.step).replace(/✓.*/, style.green));
  return `  ${left}${right.join("")}`;
}
