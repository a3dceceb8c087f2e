/**
 * Axes: where they begin and end, and the places and labels of their ticks. Vega could choose these, but only when it
 * draws, and we need them earlier to keep labels apart.
 * @module
 */
import { fixedText, numberText, powerOfTen } from "./number_text.ts";
import { textExpression } from "./vega_text.ts";

/** One axis, horizontal or vertical. */
export interface Axis {
  /** Whether the axis is logarithmic: equal distances on it stand for equal ratios. */
  isLog: boolean;
  /** Its first and last value. */
  domain: [low: number, high: number];
  /** The places of the labels, and their text. */
  ticks: { value: number; label: string }[];
  /** The position of `value`: 0 at the low end, 1 at the high end. */
  position(value: number): number;
}

/** Numbers outside this range may overflow as a power of ten, or in the difference of two numbers. */
export const SMALLEST = 1e-300;
export const LARGEST = 1e300;

/** The possible numbers of decades between two labels; the smallest one that fits is used. */
const STRIDES = [1, 2, 3, 5, 10, 20, 50, 100, 200];

/** A linear axis from `low` to `high`; if the two are equal, they are placed in the middle. */
export function linearAxis(low: number, high: number, { wholeNumbers = false } = {}): Axis {
  if (low === high) {
    const margin = wholeNumbers ? 1 : Math.abs(low) * 0.1 || 1;
    [low, high] = [low - margin, high + margin];
  }
  const step = niceStep((high - low) / 5, wholeNumbers);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const isPlain = decimals <= 6 && Math.max(Math.abs(low), Math.abs(high)) < 1e7;
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const value = Number(((first + i) * step).toPrecision(15));
    return { value, label: isPlain ? plainText(value, decimals) : numberText(value, "power") };
  });
  // without this, rounding could remove the last tick, for example 3 if the data ends at 2.9999999999999996
  const domain: [number, number] = [Math.min(low, ticks[0]?.value ?? low), Math.max(high, ticks.at(-1)?.value ?? high)];
  return { isLog: false, domain, ticks, position: (value) => (value - low) / (high - low) };
}

/** A logarithmic axis from `low` to `high`, both above 0. */
export function logAxis(low: number, high: number, { wholeDecades = true } = {}): Axis {
  let bottom = Math.floor(Math.log10(low) + 1e-9);
  let top = Math.ceil(Math.log10(high) - 1e-9);
  if (bottom === top) [bottom, top] = [bottom - 1, top + 1];
  const headroom = 10 ** ((top - bottom) * 0.04); // so that no label sticks out above the plot
  const domain: [number, number] = wholeDecades ? [power(bottom), Math.min(power(top) * headroom, 1e307)] : [low, high];
  const stride = STRIDES.find((candidate) => candidate * 6 >= top - bottom)!;
  const arePlain = bottom >= -3 && top <= 5;
  const ticks = [];
  for (let exponent = Math.ceil(bottom / stride) * stride; exponent <= top; exponent += stride) {
    const value = power(exponent);
    if (value < domain[0] || value > domain[1]) continue;
    ticks.push({ value, label: arePlain ? plainText(value, Math.max(0, -exponent)) : powerOfTen(exponent) });
  }
  const [start, end] = domain.map(Math.log10);
  return { isLog: true, domain, ticks, position: (value) => (Math.log10(value) - start) / (end - start) };
}

/** The encoding with which Vega-Lite draws `axis` for the numbers in `field`. */
export function axisEncoding(axis: Axis, field: string, title: string): Record<string, unknown> {
  const labels = axis.ticks.map(({ value, label }) => `${JSON.stringify(String(value))}:${textExpression(label)}`);
  return {
    field,
    type: "quantitative",
    scale: { domain: axis.domain, nice: false, ...(axis.isLog ? { type: "log" } : { type: "linear", zero: false }) },
    axis: { title, values: axis.ticks.map(({ value }) => value), labelExpr: `{${labels}}[datum.value]` },
  };
}

/** The smallest of 1, 2, 5, 10, 20, … (also 0.1, 0.2, …) that is not below `step`. */
function niceStep(step: number, wholeNumbers: boolean): number {
  const magnitude = power(Math.floor(Math.log10(step)));
  const nice = [1, 2, 5, 10].map((digit) => digit * magnitude).find((candidate) => candidate >= step * (1 - 1e-9))!;
  return wholeNumbers ? Math.max(1, nice) : nice;
}

/** The float64 nearest to a power of ten; `10 ** -23` would give its neighbour. */
function power(exponent: number): number {
  return Number(`1e${exponent}`);
}

function plainText(value: number, decimals: number): string {
  return fixedText(value, decimals).replace("-", "−");
}
