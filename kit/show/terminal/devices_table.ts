/**
 * Shows in a table how fast the devices are.
 * @module
 */
import { fastestDevice, type MeasuredDevice } from "../../learn/measure/device_table.ts";
import { STEPS } from "../../base/devices.ts";
import { numberText } from "../../learn/plot/parts/number_text.ts";
import { printable, printableName } from "../../base/printable.ts";
import { clip } from "../../base/clip.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** The widths of the columns: one for the device with its adapter, one for each step. */
const WIDTHS = { device: 40, step: 12 };

/** The width of the whole table. On narrower screens, the steps are shown below the device. */
const TABLE = 2 + WIDTHS.device + STEPS.length * WIDTHS.step;

/** A line for each device, with remarks below it; the last lines say what this means for lessons. */
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
      ...isSoftware ? ["This is software, not a GPU: only --device webgpu uses it."] : [],
      ...reason ? [printable(reason)] : [],
    ];
    const name = `${device.padEnd(8)}${printableName(adapter ?? "")}`;
    return [
      ...style.width < TABLE ? below(name, cells, style) : [line(name, cells, style)],
      ...notes.map((note) => style.dim(wrap(note, style.width < TABLE ? 4 : 10, style.width))),
    ];
  });
  const last = taken.some((row) => row)
    ? "In each column, ✓ marks the device that --device auto uses."
    : "This machine has no GPU: --device auto uses wasm for networks.";
  return [
    style.dim(style.width < TABLE ? "  a training step" : line("a training step", STEPS, style)),
    ...lines,
    wrap(last, 2, style.width),
  ];
}

/** The device's name, and below it a line for each step. */
function below(name: string, cells: readonly string[], style: Style): string[] {
  const steps = cells.map((cell, i) => {
    return `    ${STEPS[i].padEnd(WIDTHS.step)}${cell.padStart(WIDTHS.step).replace(/✓.*/, style.green)}`;
  });
  return [`  ${clip(name.trimEnd(), style.width - 2)}`, ...steps];
}

function line(name: string, cells: readonly string[], style: Style): string {
  const left = clip(name, WIDTHS.device).padEnd(WIDTHS.device);
  const right = cells.map((cell) => cell.padStart(WIDTHS.step).replace(/✓.*/, style.green));
  return `  ${left}${right.join("")}`;
}
