/**
 * # 20 · Clothes, ten kinds
 *
 * Images are numbers, and tensors hold them.
 *
 * **You write**
 *
 * - {@linkcode count}: how many images there are.
 * - {@linkcode brightness}: the mean of an image's numbers, computed by TF.js.
 * - {@linkcode minimize}: walk with one of TF.js's optimizers.
 * - {@linkcode toDevice}: move a tensor.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { FashionMNIST, imageSheet, measuredDevices, show, todo, useDevice } from "downhill";

/** How many images there are to train with. */
export function count(): number {
  // #region solution: return the length of FashionMNIST
  return new FashionMNIST().length;
  // #endregion
}

/** The mean of the numbers of an image: from 0 to 1. */
export async function brightness(image: Float32Array): Promise<number> {
  // #region solution: make a tensor of it, take the mean, and free both
  const mean = tf.tidy(() => tf.tensor1d(image).mean());
  const [value] = await mean.data();
  mean.dispose();
  return value;
  // #endregion
}

/** Walks downhill from `x`, which it changes. Returns the loss before each step. */
export async function minimize(f: (x: tf.Tensor) => tf.Tensor, x: tf.Variable, { steps = 20 } = {}): Promise<number[]> {
  // #region solution: make an optimizer, take a step for each loss, and free what you made
  const optimizer = tf.train.sgd(0.01);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.minimize(() => f(x).asScalar(), true, [x])!;
    losses.push((await loss.data())[0]);
    loss.dispose();
  }
  optimizer.dispose();
  return losses;
  // #endregion
}

/** A copy of `x` on another device, which then computes everything. */
export async function toDevice(x: tf.Tensor, device: "cpu" | "wasm"): Promise<tf.Tensor> {
  // #region solution: read the values, change the device, and make a tensor of them
  const values = await x.data();
  await useDevice(device);
  return tf.tensor(values, x.shape, x.dtype);
  // #endregion
}

/** The first images, and in the title the devices that were measured. */
export function picture() {
  const images = new FashionMNIST();
  const first = [images.item(0)[0], images.item(1)[0]];
  const measured = measuredDevices().map(({ device }) => device);
  return imageSheet({ first }, { title: ["Clothes", ...measured].join(", "), description: "Two images" });
}

if (import.meta.main) await show(picture());
