/**
 * Writes the images for training the networks to files that both sides, ours and the peer, can read.
 * @module
 */
import { join } from "node:path";
import { fashionMNISTSubset } from "../kit/learn/data/find_fashion_mnist.ts";
import { readFashionMNIST } from "../kit/learn/data/read_fashion_mnist.ts";

/** The number of images in a batch. */
export const IMAGES = 64;

/** The number of steps. */
export const STEPS = 100;

/**
 * Writes the images of all batches, as bytes from 0 to 255, and their labels. The batches need more images than the
 * course's 4,000, so images are repeated.
 */
export async function writeImages(folder: string): Promise<void> {
  const { images, labels } = readFashionMNIST(fashionMNISTSubset(), "train");
  const count = IMAGES * STEPS;
  const again = (values: Uint8Array, size: number) =>
    Uint8Array.from({ length: count * size }, (_, i) => values[i % values.length]);
  await Deno.writeFile(join(folder, "images.bin"), again(images, 784));
  await Deno.writeFile(join(folder, "labels.bin"), again(labels, 1));
}
