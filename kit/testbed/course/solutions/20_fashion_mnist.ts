/**
 * # 20 · Clothes
 *
 * How bright is an image?
 *
 * **You write**
 *
 * - {@linkcode count}: how many images there are.
 * - {@linkcode brightness}: the mean of an image's numbers, by TF.js.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { FashionMNIST, imageSheet, show, todo } from "downhill";

/** How many images there are to train with. */
export function count(): number {
  // #region solution: ask FashionMNIST for its length
  return new FashionMNIST().length;
  // #endregion
}

/** The mean of the numbers of an image: from 0 to 1. */
export async function brightness(image: Float32Array): Promise<number> {
  // #region solution: a tensor of it, its mean, and free both
  const mean = tf.tidy(() => tf.tensor1d(image).mean());
  const [value] = await mean.data();
  mean.dispose();
  return value;
  // #endregion
}

/** The first images. */
export function picture() {
  const images = new FashionMNIST();
  return imageSheet({ first: [images.item(0)[0], images.item(1)[0]] }, { title: "Clothes", description: "Two images" });
}

if (import.meta.main) await show(picture());
