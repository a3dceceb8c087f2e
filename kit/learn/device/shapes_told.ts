/**
 * Adds to an error the shapes of the tensors that an operation of TF.js refused. TF.js's own messages often omit the
 * shapes: "The array must have only 1 element", or "depth of input (28) must match input depth for filter 1". A learner
 * needs to see both shapes.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import { createRequire } from "node:module";

type Operation = (this: unknown, ...all: unknown[]) => unknown;
type Operations = Record<string, Operation>;

/** The ending that TF.js adds to the name of a function that is an operation. */
const OPERATION = "__op";

/** Methods of a tensor that are not operations, but call operations. */
const METHODS = ["asScalar", "as1D", "as2D", "as3D", "as4D", "as5D", "conv2d", "flatten", "reshapeAs"];

/** Words in TF.js's messages about shapes. In other messages, shapes would only distract. */
const ABOUT_SHAPES = /shape|rank|dimension|depth|size|axis|axes|element|index|overflow|broadcast|product/i;

/** The most shapes in a sentence: a list of tensors can be long. */
const MOST_SHAPES = 4;

/** The most axes that a tensor of TF.js can have. */
const HIGHEST_RANK = 6;

/**
 * The shapes for each error that an operation threw. They are kept here because the errors themselves must not change.
 */
const refused = new WeakMap<object, readonly number[][]>();

/**
 * Makes each operation of TF.js record the shapes of its tensors when it throws. Call it before the first import of
 * TF.js, because an import keeps the functions that it finds, and before the methods of tensors are locked.
 */
export async function noteRefusedShapes(): Promise<void> {
  const address = import.meta.resolve("@tensorflow/tfjs");
  if (!address.startsWith("file:")) return;
  const core: Operations = createRequire(address)("@tensorflow/tfjs-core");
  const names = Object.keys(core).filter((name) => isOperation(core[name]));
  for (const [name, value] of Object.entries<unknown>(core)) {
    if (names.includes(name)) core[name] = noting(core[name]);
    else if (typeof value === "object" && value !== null) noteAll(value as Operations); // tf.losses, tf.image and others
  }
  // the methods of a tensor, which @tensorflow/tfjs defines when it is imported
  const { Tensor } = await import("@tensorflow/tfjs");
  const methods = Tensor.prototype as unknown as Operations;
  for (const name of [...names, ...METHODS]) {
    if (Object.hasOwn(methods, name)) methods[name] = noting(methods[name]);
  }
}

function noteAll(owner: Operations): void {
  for (const [name, value] of Object.entries(owner)) if (isOperation(value)) owner[name] = noting(value);
}

function isOperation(value: unknown): value is Operation {
  return typeof value === "function" && value.name.endsWith(OPERATION);
}

function noting(operation: Operation): Operation {
  return function (...all) {
    try {
      return operation.apply(this, all);
    } catch (error) {
      // if operations call other operations: keep the shapes of the innermost one, where the error was thrown
      if (error instanceof Error && !refused.has(error)) refused.set(error, shapesOf([this, ...all]));
      throw error;
    }
  };
}

/** The shapes of the tensors in `values` and in the lists in it, without repetitions. */
function shapesOf(values: readonly unknown[]): number[][] {
  // converted to numbers, because a lesson can pass an object that only looks like a tensor
  const shapes = values.flat().filter(isTensor).map(({ shape }) => Array.from(shape, Number));
  return [...new Map(shapes.map((shape) => [shape.join(), shape])).values()]
    .filter(({ length }) => length <= HIGHEST_RANK);
}

function isTensor(value: unknown): value is Tensor {
  return typeof value === "object" && value !== null && "dataId" in value && "shape" in value &&
    Array.isArray(value.shape);
}

/** A sentence with the shapes given to the operation that threw `error`; empty if `message` already contains them. */
export function shapesSentence(error: object, message: string): string {
  const shapes = refused.get(error) ?? [];
  if (shapes.every((shape) => isTold(shape, message)) || !ABOUT_SHAPES.test(message)) return "";
  const names = shapes.slice(0, MOST_SHAPES).map((shape) => `[${shape.join(", ")}]`);
  if (shapes.length > MOST_SHAPES) names.push("others");
  const last = names.pop();
  const start = /[.!?]\s*$/.test(message) ? " " : ". ";
  if (names.length === 0) return `${start}The tensor has the shape ${last}.`;
  return `${start}The tensors have the shapes ${names.join(", ")} and ${last}.`;
}

/**
 * Whether `message` already contains `shape`. TF.js writes the shape [80, 1] as "80,1", "[80,1]" or "(80,1)". A single
 * number may be something else, so it counts only after a bracket or a word such as "shape".
 */
function isTold(shape: readonly number[], message: string): boolean {
  if (shape.length === 0) return message.includes("[]");
  const before = shape.length > 1 ? "(?<![\\d,.])" : "(?<=shapes? |and |[(\\[])";
  return new RegExp(`${before}${shape.join()}(?!,?\\d)`, "i").test(message.replaceAll(", ", ","));
}
