/**
 * Lesson 20 without a tensor.
 * @module
 */
import "../../../solutions/20_fashion_mnist.ts";

/** As in the lesson. */
export function brightness(image: Float32Array): Promise<number> {
  return Promise.resolve(image.reduce((sum, value) => sum + value, 0) / image.length);
}
