/**
 * How a gradient flows back through an operation: the chain rule, kernel by kernel. If a kernel has no rule here, or is
 * used in a way that its rule does not cover, TF.js's own rule is used.
 * @module
 */
import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import type { TapeNode } from "./engine.ts";

/** A gradient that is being computed. */
export interface ChangeInfo extends TensorInfo {
  /** Whether this already includes the gradient of the relu that comes next. */
  isReluDone?: boolean;
}

/** The functions that rules compute with. */
export interface Kernels {
  /**
   * Whether a tensor is the result of a relu, and the backend can compute the relu's gradient together with another
   * one.
   */
  isAfterRelu(tensor: Tensor): boolean;
  /** Runs a kernel without TF.js's bookkeeping about tensors. */
  run(name: string, inputs: Record<string, TensorInfo>, attributes?: Record<string, unknown>): TensorInfo;
  /** Another reference to the same numbers, with a new shape if one is given. */
  share(info: TensorInfo, shape?: number[]): TensorInfo;
  /** Frees an intermediate result of a rule. */
  release(info: TensorInfo): void;
}

/**
 * Computes the gradient of a node's input `name` from the gradients of the node's outputs. The result belongs to the
 * caller.
 * @returns Undefined if the rule does not cover this use of the kernel.
 */
export type Rule = (
  node: TapeNode,
  dys: readonly (ChangeInfo | undefined)[],
  name: string,
  kernels: Kernels,
) => ChangeInfo | undefined;

/** The rules, by the names of TF.js's kernels. All rules are for float32. */
export const RULES: Readonly<Record<string, Rule>> = {
  Add: ({ inputs }, [dy], name, kernels) => summedTo(inputs[name], kernels.share(dy!), kernels),
  Sub: ({ inputs }, [dy], name, kernels) => {
    const change = summedTo(inputs[name], kernels.share(dy!), kernels);
    if (name === "a") return change;
    const negative = kernels.run("Neg", { x: change });
    kernels.release(change);
    return negative;
  },
  Multiply: ({ inputs, saved: [a, b] }, [dy], name, kernels) =>
    summedTo(inputs[name], kernels.run("Multiply", { a: dy!, b: name === "a" ? b : a }), kernels),
  Neg: (_, [dy], __, { run }) => run("Neg", { x: dy! }),
  Square: ({ saved: [x] }, [dy], _, { run }) => run("SquareGradient", { a: dy!, b: x }),
  Relu: ({ saved: [y] }, [dy], _, { run, share }) =>
    dy!.isReluDone ? share(dy!) : run("ReluGradient", { a: dy!, b: y }),
  Identity: (_, [dy], __, { share }) => share(dy!),
  Reshape: ({ inputs }, [dy], _, { share }) => share(dy!, inputs.x.shape),
  Sum: ({ inputs: { x }, outputs }, [dy], _, { run }) =>
    outputs[0].size === 1 ? run("Scale", { x: dy! }, { factor: 1, shape: x.shape }) : undefined,
  Mean: ({ inputs: { x }, outputs }, [dy], _, { run }) =>
    outputs[0].size === 1 ? run("Scale", { x: dy! }, { factor: 1 / x.size, shape: x.shape }) : undefined,
  Unpack: ({ attributes }, dys, _, { run }) =>
    dys.every((dy) => dy)
      ? run("Pack", dys as unknown as Record<string, TensorInfo>, { axis: attributes!.axis })
      : undefined,
  BatchMatMul: ({ saved: [a, b], attributes }, [dy], name, { run }) => {
    if (a.shape.slice(0, -2).join() !== b.shape.slice(0, -2).join()) return;
    const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
    const product = (a: TensorInfo, b: TensorInfo, transposeA: boolean, transposeB: boolean) =>
      run("BatchMatMul", { a, b }, { transposeA, transposeB });
    if (name === "a") return transposeA ? product(b, dy!, transposeB, true) : product(dy!, b, false, !transposeB);
    return transposeB ? product(dy!, a, true, transposeA) : product(a, dy!, !transposeA, false);
  },
  Conv2D: ({ saved: [x, filter], attributes }, [dy], name, { run }) => {
    const { strides, pad, dataFormat, dimRoundingMode, dilations } = attributes as Record<string, unknown>;
    if (!tf.backend_util.tupleValuesAreOne(dilations as number)) return;
    const told = { strides, pad, dataFormat, dimRoundingMode };
    return name === "x"
      ? run("Conv2DBackpropInput", { dy: dy!, filter }, { ...told, inputShape: x.shape })
      : run("Conv2DBackpropFilter", { x, dy: dy! }, { ...told, filterShape: filter.shape });
  },
  MaxPool: ({ inputs, saved: [input, output], attributes }, [dy], _, { run, isAfterRelu }) => {
    const isReluDone = isAfterRelu(inputs.x);
    const change = run("MaxPoolGrad", { dy: dy!, input, output }, { ...attributes, isAfterRelu: isReluDone });
    return { ...change, isReluDone };
  },
  SoftmaxCrossEntropy: ({ saved: [labels, logarithms] }, [dy, other], name, { run }) =>
    name === "logits" && dy && !other ? run("SoftmaxCrossEntropyGradient", { logarithms, labels, dy }) : undefined,
};

/** If an operand was broadcast, its gradient is the sum over the broadcast axes. The caller must not use `change` afterwards. */
function summedTo({ shape }: Tensor, change: TensorInfo, kernels: Kernels): TensorInfo {
  if (areEqualShapes(shape, change.shape)) return change;
  const axis = tf.broadcast_util.getReductionAxes(shape, change.shape);
  if (axis.length === 0) return { ...change, shape };
  const sum = kernels.run("Sum", { x: change }, { axis, keepDims: false });
  kernels.release(change);
  return { ...sum, shape };
}

function areEqualShapes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
