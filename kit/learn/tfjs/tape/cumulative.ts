/**
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** Replaces the gradient of a cumulative sum: TF.js's own is wrongly transposed, except along the last axis. */
export function installCumulativeGradient(): void {
  tf.unregisterGradient("Cumsum");
  tf.registerGradient({
    kernelName: "Cumsum",
    gradFunc: (dy, _, attributes) => {
      const { axis, exclusive, reverse } = attributes as { axis: number; exclusive: boolean; reverse: boolean };
      return { x: () => tf.cumsum(dy as Tensor, axis, exclusive, !reverse) };
    },
  });
}
