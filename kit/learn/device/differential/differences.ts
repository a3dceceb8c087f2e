/**
 * Compares the results of wasm with those of the cpu.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Case, Rounding } from "./cases/case.ts";
import type { GuardedHeap } from "./guarded_heap.ts";
import { gradientsOf, isDifferentiable, type Made, type Outcome, type Value, valueOf } from "./outcome.ts";
import { isOurRefusal } from "./refusals.ts";
import { absoluteOf, type Input, inputOf } from "./cases/values.ts";

/** A difference between the devices. */
export interface Difference {
  /** Whether the value or a gradient was computed. */
  of: "value" | "gradient";
  /** What is wrong, the worst first: `broken` also affects all later cases. */
  kind: "broken" | "damage" | "leak" | "throws" | "accepts" | "sentence" | "shape" | "dtype" | "number";
  cpu: string;
  wasm: string;
}

/** 2⁻²⁴: half of the last digit of float32, for a number from 1 to 2. */
const UNIT = 2 ** -24;
/** The smallest number of float32. */
const SMALLEST = 2 ** -149;

/** Computes a case on both devices. */
export async function differencesOf(kase: Case, heap: GuardedHeap): Promise<Difference[]> {
  const inputs = kase.inputs.map(inputOf);
  const value = await compareOn("value", () => valueOf(kase, inputs), boundsFor(kase.rounding, inputs, kase), heap);
  const differences = value.difference ? [value.difference] : [];
  const { cpu } = value;
  if (isFatal(value.difference) || !cpu.made || !isDifferentiable(kase, inputs, cpu.made)) return differences;
  const gradient = await compareOn(
    "gradient",
    () => gradientsOf(kase, inputs, cpu),
    gradientBoundsFor(kase.rounding, inputs, kase, cpu),
    heap,
  );
  return gradient.difference ? [...differences, gradient.difference] : differences;
}

/** Whether this difference means that the process can run no more cases. */
export function isFatal(difference: Difference | undefined): boolean {
  return difference?.kind === "broken";
}

/** How much each number of each tensor may differ; `made` is the cpu's result. */
type Bounds = (made: readonly Made[]) => (tensor: number, place: number) => number;

async function compareOn(
  of: Difference["of"],
  compute: () => Outcome,
  bounds: Bounds,
  heap: GuardedHeap,
): Promise<{ cpu: Outcome; difference?: Difference }> {
  await tf.setBackend("cpu");
  const [cpu, leftByCpu] = countingTensors(compute);
  const bound = cpu.made ? bounds(cpu.made) : () => 0;
  await tf.setBackend("wasm");
  const [wasm, left] = countingTensors(compute);
  const found = (kind: Difference["kind"], cpuText: string, wasmText: string) => ({
    cpu,
    difference: { of, kind, cpu: cpuText, wasm: wasmText },
  });
  const broken = whatIsBroken();
  if (broken) return found("broken", outcomeText(cpu), `${outcomeText(wasm)}; then 1 + 1: ${broken}`);
  const damage = heap.damage();
  if (damage) {
    const kind = damage.isFar ? "broken" : "damage";
    return found(kind, outcomeText(cpu), `${outcomeText(wasm)}; overwritten: ${damage.text}`);
  }
  if (left !== leftByCpu) return found("leak", `${leftByCpu} tensors are left`, `${left} tensors are left`);
  if (!wasm.made) {
    const message = errorText(wasm.error);
    if (isOurRefusal(message, !cpu.made) || cpu.made?.some(isMalformed)) return { cpu };
    if (cpu.made) return found("throws", outcomeText(cpu), outcomeText(wasm));
    return message === errorText(cpu.error) ? { cpu } : found("sentence", outcomeText(cpu), outcomeText(wasm));
  }
  if (!cpu.made) return found("accepts", outcomeText(cpu), outcomeText(wasm));
  for (const each of ["shape", "dtype"] as const) {
    const [ours, theirs] = [wasm.made, cpu.made].map((made) => JSON.stringify(made.map((tensor) => tensor[each])));
    if (ours !== theirs) return found(each, outcomeText(cpu), outcomeText(wasm));
  }
  for (const [i, ours] of wasm.made.entries()) {
    const theirs = cpu.made[i];
    // if the cpu returns numbers for an empty tensor, they cannot be compared
    const length = isMalformed(theirs) && !isMalformed(ours) && ours.values.length === 0
      ? 0
      : Math.max(ours.values.length, theirs.values.length);
    for (let k = 0; k < length; k++) {
      if (isWithin(rounded(ours, k), rounded(theirs, k), bound(i, k))) continue;
      return found(
        "number",
        differingNumber(theirs, i, k),
        `${differingNumber(ours, i, k)} (may be off by ${bound(i, k)})`,
      );
    }
  }
  return { cpu };
}

/** The result, and how many tensors it leaves behind. TF.js itself leaves some behind when one of its rules throws. */
function countingTensors(compute: () => Outcome): [Outcome, left: number] {
  const before = tf.memory().numTensors;
  const outcome = compute();
  return [outcome, tf.memory().numTensors - before];
}

/** Whether the cpu's result is not a valid tensor, for example with −1 rows. Then wasm need not return the same. */
function isMalformed({ shape, dtype, values }: Made): boolean {
  const size = tf.util.sizeFromShape(shape) * (dtype === "complex64" ? 2 : 1);
  return !shape.every((length) => Number.isInteger(length) && length >= 0) || values.length !== size;
}

/** The number, rounded to float32, because the cpu keeps all digits of an int32. */
function rounded({ dtype, values }: Made, place: number): number | string {
  const value = values[place];
  return dtype === "float32" && value !== undefined ? Math.fround(value as number) : value;
}

/** Whether the numbers agree within `bound`. NaN agrees with NaN, and 0 with −0. */
function isWithin(a: number | string, b: number | string, bound: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(Number(a) - Number(b)) <= bound;
}

function boundsFor({ units, of }: Rounding, inputs: readonly Input[], kase: Case): Bounds {
  return (made) => {
    if (units === 0) return () => 0;
    // the cpu's sums of absolute values; undefined if the cpu cannot compute them
    const sums = of === "absolute" ? valueOf(kase, inputs.map(absoluteOf)).made : undefined;
    return boundOf(units, of, made, sums);
  };
}

function gradientBoundsFor(
  { units, of }: Rounding,
  inputs: readonly Input[],
  kase: Case,
  value: Value,
): Bounds {
  return (made) => {
    if (of === "absolute") {
      return boundOf(units, of, made, gradientsOf(kase, inputs.map(absoluteOf), value, absoluteOf).made);
    }
    // a gradient rule has a few more operations than the kernel, each with a rounding error
    return boundOf(units + 64, "largest", made);
  };
}

function boundOf(units: number, of: Rounding["of"], made: readonly Made[], sums?: readonly Made[]) {
  const largest = made.map(({ values }) =>
    Array.from(values, (value) => Math.abs(Number(value))).filter(Number.isFinite).reduce((a, b) => Math.max(a, b), 1)
  );
  return (tensor: number, place: number): number => {
    const own = Math.abs(Number(made[tensor].values[place]));
    const sum = Number(sums?.[tensor]?.values[place]);
    const size = of === "each" ? Math.max(own, 1) : of === "absolute" && Number.isFinite(sum) ? sum : largest[tensor];
    return units * Math.max(UNIT * size, SMALLEST);
  };
}

/** What the device returns for 1 + 1, in words; undefined if it is 2. */
function whatIsBroken(): string | undefined {
  try {
    const [sum] = tf.tidy(() => tf.tensor1d([1]).add(1).dataSync());
    return sum === 2 ? undefined : String(sum);
  } catch (error) {
    return errorText(error);
  }
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function outcomeText(outcome: Outcome): string {
  if (outcome.made) return outcome.made.map(madeText).join(" and ") || "nothing";
  const { error } = outcome;
  return `${error instanceof Error ? error.name : typeof error}: ${errorText(error).slice(0, 200)}`;
}

function madeText({ shape, dtype, values }: Made): string {
  const shown = Array.from({ length: Math.min(values.length, 8) }, (_, i) => values[i]).join(" ");
  return `${dtype}[${shape}] ${shown}${values.length > 8 ? " …" : ""}`;
}

/** The number that differs, and its index. */
function differingNumber(made: Made, tensor: number, place: number): string {
  const of = tensor > 0 ? `of output ${tensor} ` : "";
  return `${String(made.values[place])} at ${place} ${of}in ${madeText(made)}`;
}

/** The difference in words, on one line. */
export function differenceText({ of, kind, cpu, wasm }: Difference): string {
  return `${of}, ${kind}: ${cpu} on the cpu, ${wasm} on wasm`;
}
