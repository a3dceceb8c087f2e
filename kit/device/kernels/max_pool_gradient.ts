/**
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { floats, register } from "./wasm_backend.ts";

/**
 * Hands each number of `dy` to the place of the maximum that it comes from: the first of its window, as on the cpu. TF.js's
 * own looks, for each place, for the windows that it might be the maximum of.
 */
export function installMaxPoolGradient(): void {
  register("MaxPoolGrad", ({ dy, input }, attributes, backend) => {
    const { filterSize, strides, pad, dimRoundingMode } = attributes as {
      filterSize: number | [number, number];
      strides: number | [number, number];
      pad: "valid" | "same" | number;
      dimRoundingMode?: "floor" | "round" | "ceil";
    };
    const info = tf.backend_util.computePool2DInfo(
      input.shape as [number, number, number, number],
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    const { inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, inChannels: channels } = info;
    const dx = backend.makeOutput(input.shape, "float32");
    const [x, to, from] = [input, dx, dy].map((each) => floats(backend, each));
    to.fill(0);
    for (let image = 0, place = 0; image < info.batchSize; image++) {
      const base = image * inHeight * inWidth * channels;
      for (let row = 0; row < outHeight; row++) {
        const top = row * strideHeight - info.padInfo.top;
        const [firstRow, endRow] = [Math.max(0, top), Math.min(inHeight, top + info.filterHeight)];
        for (let column = 0; column < outWidth; column++) {
          const left = column * strideWidth - info.padInfo.left;
          const [firstColumn, endColumn] = [Math.max(0, left), Math.min(inWidth, left + info.filterWidth)];
          for (let channel = 0; channel < channels; channel++, place++) {
            let largest = -Infinity;
            let where = -1;
            for (let y = firstRow; y < endRow; y++) {
              for (
                let at = base + (y * inWidth + firstColumn) * channels + channel, i = firstColumn;
                i < endColumn;
                i++
              ) {
                if (x[at] > largest) {
                  largest = x[at];
                  where = at;
                }
                at += channels;
              }
            }
            if (where >= 0) to[where] += from[place];
          }
        }
      }
    }
    return dx;
  });
}
