/**
 * For lesson 15: points and their batches, the checks of the lesson's epochs, and a probe.
 * @module
 */
import {
  counted,
  describe,
  fail,
  isList,
  type Points,
  RandomState,
  requireNumbers,
  requireRecord,
} from "downhill/testing";
import { batchesOf, pointsAt } from "./batches.ts";
import { sum } from "./lists.ts";

/** Points in which no number occurs twice. All numbers are exact in float32, and few are integers. */
export function somePoints(count: number, seed: number): Points {
  const random = new RandomState(seed);
  return {
    xs: random.permutation(count).map((i) => (3 * i - 20) / 8),
    ys: random.permutation(count).map((i) => 1000.25 + i),
  };
}

/** `points` in batches, in their order. */
export function cut(points: Points, batchSize: number): Points[] {
  return batchesOf(points.xs.length, { batchSize }).map((places) => pointsAt(points, places));
}

/** A probe: goes through the points with the lesson's epochs. It reads xs and ys by name: they may be getters. */
export async function goThrough(
  { PointDataset, epochs }: typeof import("../../solutions/15_dataset.ts"),
  points: Points,
  options: { count?: number; batchSize?: number; [name: string]: unknown },
) {
  const { length } = new PointDataset(points);
  try {
    const seen: unknown = await epochs(points, options);
    // the loader has disposed of its tensors by now, so they cannot be sent
    const read = (list: unknown) => typeof list === "object" && list !== null && "dataSync" in list ? "a tensor" : list;
    const picked = (batch: unknown) =>
      typeof batch === "object" && batch !== null && "xs" in batch && "ys" in batch
        ? { xs: read(batch.xs), ys: read(batch.ys) }
        : batch;
    const inEpoch = (batches: unknown) => Array.isArray(batches) ? batches.map(picked) : picked(batches);
    return { length, seen: Array.isArray(seen) ? seen.map(inEpoch) : seen };
  } catch (error) {
    // TF.js's error does not tell the learner what to do
    if (error instanceof Error && error.message === "Tensor is disposed.") return { length, seen: "disposed" };
    throw error;
  }
}

/** Fails if the number of epochs is wrong, with a hint where the cause is known. */
export function assertCount(list: readonly unknown[], count: number | undefined): never {
  const lists = counted(list.length, "entry", "entries");
  if (isRecord(list[0]) && "xs" in list[0]) {
    fail(`epochs() returns ${lists}, and these are batches: return a list of batches for each epoch.`);
  }
  if (count === undefined) {
    fail(`Without count, epochs() returns ${lists}: by default, there is one epoch.`, { hasCause: false });
  }
  const hint = list.length === count + 1
    ? "that is one epoch too many"
    : list.length === count - 1
    ? "that is one epoch too few"
    : list.length === 1
    ? "there is only one epoch"
    : undefined;
  fail(`With count: ${count}, epochs() returns ${lists}: ${hint ?? "expected one for each epoch"}.`, {
    hasCause: hint !== undefined,
  });
}

/** The points of a batch, checked to have as many xs as ys. */
export function pointsOf(batch: unknown, name: string): Points {
  if (!isRecord(batch)) fail(`${name} is not { xs, ys }: note the points of each batch.`);
  const { xs, ys } = requireRecord(batch, name);
  if ([xs, ys].includes("a tensor")) fail(`${name} has a tensor instead of a list of its numbers.`);
  if ([xs, ys].some((each) => describe(each) === "a Promise")) {
    fail(`${name} has a promise instead of a list: is the "await" before data() missing?`);
  }
  if ([xs, ys].some((each) => isList(each) && isList(each[0]))) {
    fail(`${name} has lists in its lists: array() returns a column as a list of rows; data() returns a flat list.`);
  }
  const points = { xs: requireNumbers(xs, `${name}.xs`), ys: requireNumbers(ys, `${name}.ys`) };
  if (points.xs.length === 0) fail(`${name} has no xs: is the "await" before x.data() missing?`);
  if (points.xs.length !== points.ys.length) {
    fail(
      `${name} has ${counted(points.xs.length, "x", "xs")} and ${
        counted(points.ys.length, "y", "ys")
      }, expected a y for each x.`,
    );
  }
  return points;
}

/** Checks how many points each batch has. */
export function assertSizes(batches: Points[], expected: number[], name: string): void {
  const sizes = batches.map(({ xs }) => xs.length);
  if (sizes.join() === expected.join()) return;
  const hint = sizesHint(sizes, expected);
  const sizesText = `the sizes of the batches are ${shown(sizes)}, expected ${shown(expected)}`;
  const message = `For ${name}, ${sizesText}${hint ? `: ${hint}` : ""}`;
  fail(message.endsWith("?") ? message : `${message}.`, { hasCause: hint !== undefined });
}

/** The mistake that leads to batches of these sizes; undefined if it is none of the known mistakes. */
function sizesHint(sizes: number[], expected: number[]): string | undefined {
  const total = sum(expected);
  const fullSize = expected[0];
  const [came, wanted] = [sizes.join(), expected.join()];
  if (sizes.every((size) => size === 1) && sizes.length === total) {
    return "each point is a batch of its own: which batch size does the loader get?";
  }
  if (sizes.length === 0) return "there are none: does epochs() wait for its loop over the loader?";
  if (came === expected.toReversed().join()) return "they come in the opposite order";
  if (came === expected.slice(1).join()) return "the first one is missing";
  if (sizes.length === expected.length && sizes.every((size) => size === expected.at(-1))) {
    return "each of them is like the last one: do all batches share one object?";
  }
  if (came === `${total}`) return "all points of the epoch are in one batch";
  if (came === `${fullSize}`) return "there is only the first one";
  if (came === `${expected.at(-1)}`) return "there is only the last one";
  if (came.startsWith(`${wanted},${wanted}`)) {
    return "the list of one epoch has the batches of all epochs: make a new list for each";
  }
  if (came.startsWith(`${wanted},`) && sizes.length === expected.length + 1 && sizes[expected.length] < fullSize) {
    return "the last batch is not full: dropLast must leave it out";
  }
  if (`${came},${expected.at(-1)}` === wanted && expected[expected.length - 1] < fullSize) {
    return "the last batch, which is not full, must be included if dropLast is not set";
  }
  const usual = Array.from({ length: Math.ceil(total / 10) }, (_, i) => Math.min(10, total - 10 * i));
  return came === usual.join() ? "they have 10 points: use the batchSize that is passed in" : undefined;
}

/** The sizes as text; if there are more than six batches, only the first five. */
function shown(sizes: number[]): string {
  if (sizes.length === 0) return "nothing";
  return sizes.length > 6 ? `${sizes.slice(0, 5).join(", ")}, … (${sizes.length} batches)` : sizes.join(", ");
}

/** Whether the value is an object with fields, not a list. */
export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isList(value);
}
