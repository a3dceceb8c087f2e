/**
 * Operations that TF.js computes together: a product or a convolution, a bias, and an activation.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Inputs, register, registered } from "./wasm_backend.ts";

/** The kernels for activations, by the names that operations use for the activations. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: "Relu",
  relu6: "Relu6",
  elu: "Elu",
  sigmoid: "Sigmoid",
  leakyrelu: "LeakyRelu",
  prelu: "Prelu",
};

/** Registers each fused kernel as a sequence of its parts, because the separate kernels are correct and fast. */
export function installFused(): void {
  fuse("_FusedMatMul", "BatchMatMul", ["a", "b"]);
  fuse("FusedConv2D", "Conv2D", ["x", "filter"]);
  fuse("FusedDepthwiseConv2D", "DepthwiseConv2dNative", ["x", "filter"]);
}

function fuse(name: string, part: string, factors: readonly [string, string]): void {
  const original = registered(name);
  register(name, (inputs, attributes, backend) => {
    const { bias, preluActivationWeights: alpha } = inputs;
    const { activation = "linear", leakyreluAlpha, dataFormat } = attributes as Record<string, string | undefined>;
    // in this format, the bias and alpha lie along another axis, which the cpu handles
    if (dataFormat === "NCHW") return original(inputs, attributes, backend);
    const run = (kernel: string, inputs: Inputs, attributes = {}) =>
      tf.getKernel(kernel, "wasm")!.kernelFunc({ inputs, attrs: attributes, backend }) as TensorInfo;
    const both = Object.fromEntries(factors.map((each) => [each, inputs[each]]));
    let out = run(part, both, { ...attributes, activation: "linear" });
    const then = (kernel: string, inputs: Inputs, attributes = {}) => {
      const before = out;
      out = run(kernel, inputs, attributes);
      backend.disposeData(before.dataId);
    };
    if (bias) then("Add", { a: out, b: bias });
    const kernel = ACTIVATIONS[activation];
    if (kernel === "Prelu") then(kernel, { x: out, alpha });
    else if (kernel) then(kernel, { x: out }, { alpha: leakyreluAlpha });
    return out;
  });
}
