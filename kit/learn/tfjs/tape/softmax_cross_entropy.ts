/**
 * tf.losses.softmaxCrossEntropy, in one pass if the backend has a kernel for it.
 * @module
 */
import type { Tensor, Tensor2D } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { theEngine } from "./engine.ts";

const KERNEL = "SoftmaxCrossEntropy";

/** Replaces TF.js's own loss, which is still used for losses with weights or smoothing. */
export function installSoftmaxCrossEntropyLoss(): void {
  const original = tf.losses.softmaxCrossEntropy;
  tf.losses.softmaxCrossEntropy = ((...all: Parameters<typeof original>) => {
    const [labels, logits, ...others] = all;
    const isOurs = others.every((each) => each === undefined) && tf.getKernel(KERNEL, tf.getBackend()) &&
      theEngine().state.gradientDepth < 2 && isMatrix(labels) && isMatrix(logits) && logits.dtype === "float32" &&
      tf.util.arraysEqual(labels.shape, logits.shape) && logits.size > 0;
    if (!isOurs) return original(...all);
    return tf.tidy(() => {
      const inputs = { logits, labels: labels.toFloat() };
      const [losses] = tf.engine().runKernel(KERNEL, inputs) as unknown as Tensor[];
      return losses.mean();
    });
  }) as typeof original;
  tf.registerGradient({
    kernelName: KERNEL,
    inputsToSave: ["labels"],
    outputsToSave: [false, true],
    gradFunc: (dys, [labels, logarithms]) => {
      const [dy] = dys as Tensor[];
      const gradient = () => tf.engine().runKernel("SoftmaxCrossEntropyGradient", { logarithms, labels, dy }) as Tensor;
      // TF.js's gradient for the labels is the same with the opposite sign
      return { logits: gradient, labels: () => gradient().neg() };
    },
  });
}

function isMatrix(value: unknown): value is Tensor2D {
  return value instanceof tf.Tensor && value.rank === 2;
}
