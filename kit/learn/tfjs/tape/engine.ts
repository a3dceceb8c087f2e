/**
 * The parts of TF.js's engine that we use although TF.js's types hide them; the version of TF.js is pinned.
 * @module
 */
import type { NamedAttrMap, Tensor, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** An operation that was recorded while a function was being computed. */
export interface TapeNode {
  kernelName: string;
  inputs: Record<string, Tensor>;
  outputs: Tensor[];
  /** Tensors that the gradient needs, kept until it has been computed. */
  saved: Tensor[];
  /** TF.js's own rule. It takes the gradients of the outputs, and returns a function for each input's gradient. */
  gradient?: (dys: (Tensor | undefined)[]) => Record<string, () => Tensor>;
  /** The kernel's arguments; null for a function with its own gradient, which is not a kernel. */
  attributes: Record<string, unknown> | null;
}

/** The parts of the engine that gradients need. */
export interface Engine {
  state: {
    activeTape: TapeNode[] | null;
    gradientDepth: number;
    kernelDepth: number;
    profiling: boolean;
    scopeStack: Scope[];
    activeScope: Scope | null;
  };
  backend: tf.KernelBackend;
  backendName: string;
  runKernel(name: string, inputs: TapeNode["inputs"], attributes?: NamedAttrMap): Tensor | Tensor[];
  getTensorsForGradient(name: string, inputs: TapeNode["inputs"], outputs: Tensor[]): Tensor[];
  endScope(result?: unknown): void;
  track(tensor: Tensor): void;
  gradients(f: () => Tensor, xs: Tensor[], dy?: Tensor | null, allowNoGradients?: boolean): Gradients;
  addTapeNode(
    kernelName: string,
    inputs: TapeNode["inputs"],
    outputs: Tensor[],
    gradient: unknown,
    saved: Tensor[],
    attributes: NamedAttrMap | undefined,
  ): void;
  saveTensorsForBackwardMode(tensors: Tensor[]): Tensor[];
  startTape(): void;
  endTape(): void;
  scopedRun<Result>(start: () => void, end: () => void, f: () => Result): Result;
  tidy<Result>(name: string, f: () => Result): Result;
  makeTensorFromTensorInfo(info: TensorInfo): Tensor;
  incRef(tensor: Tensor, backend: tf.KernelBackend): void;
  nextTensorId(): number;
}

/** Tensors that are freed together. */
interface Scope {
  id: number;
  track: Tensor[];
}

/** A function's value and its gradients. A gradient is undefined if the value does not depend on that input. */
export interface Gradients {
  value: Tensor;
  grads: (Tensor | undefined)[];
}

/** The engine of this process. */
export function theEngine(): Engine {
  return tf.engine() as unknown as Engine;
}
