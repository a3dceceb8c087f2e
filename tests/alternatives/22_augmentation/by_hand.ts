/**
 * Lesson 22 solved with loops over pixels, and variants that are always copies. The network is also measured before its
 * training.
 * @module
 */
import { type Dataset, RandomState } from "downhill";
import {
  accuracy,
  type Augmentation,
  type Experiment,
  type ImageSets,
  type LabelledImage,
  MLP,
  train,
  type TrainOptions,
} from "../../../solutions/22_augmentation.ts";

/** The width and the height of an image, in pixels. */
const SIDE = 28;

export function wholeNumber(random: RandomState, low: number, high: number): number {
  const count = high - low + 1;
  return low + Math.min(count - 1, Math.floor(count * random.uniform()));
}

export function mirror(image: Float32Array): Float32Array {
  const mirrored = new Float32Array(784);
  for (let row = 0; row < SIDE; row++) {
    mirrored.set(image.slice(row * SIDE, (row + 1) * SIDE).reverse(), row * SIDE);
  }
  return mirrored;
}

export function randomShift(batch: readonly Float32Array[], random: RandomState, pixels = 1): Float32Array[] {
  const moved: Float32Array[] = [];
  for (const image of batch) {
    const x = wholeNumber(random, -pixels, pixels);
    const y = wholeNumber(random, -pixels, pixels);
    const variant = new Float32Array(784);
    for (let row = Math.max(0, y); row < SIDE + Math.min(0, y); row++) {
      for (let column = Math.max(0, x); column < SIDE + Math.min(0, x); column++) {
        variant[row * SIDE + column] = image[(row - y) * SIDE + column - x];
      }
    }
    moved.push(variant);
  }
  return moved;
}

export function randomFlip(batch: readonly Float32Array[], random: RandomState): Float32Array[] {
  const flipped = [];
  for (const image of batch) {
    const variant = image.slice();
    if (wholeNumber(random, 0, 1) === 1) variant.set(mirror(image));
    flipped.push(variant);
  }
  return flipped;
}

export function randomCrop(batch: readonly Float32Array[], random: RandomState, side = 24): Float32Array[] {
  const cropped: Float32Array[] = [];
  for (const image of batch) {
    const left = wholeNumber(random, 0, SIDE - side);
    const top = wholeNumber(random, 0, SIDE - side);
    const variant = new Float32Array(784);
    for (let i = 0; i < 784; i++) {
      const row = top + Math.floor(Math.floor(i / SIDE) / (SIDE / side));
      const column = left + Math.floor(i % SIDE / (SIDE / side));
      variant[i] = image[row * SIDE + column];
    }
    cropped.push(variant);
  }
  return cropped;
}

export class Augmented implements Dataset<LabelledImage> {
  readonly length: number;

  constructor(
    readonly data: Dataset<LabelledImage>,
    readonly augmentation: Augmentation,
    readonly random: RandomState,
  ) {
    this.length = data.length;
  }

  item(index: number): LabelledImage {
    const original = this.data.item(index);
    return [this.augmentation([original[0].slice()], this.random)[0], original[1]];
  }
}

export async function experiment(
  sets: ImageSets,
  options: TrainOptions & { augmentation?: Augmentation } = {},
): Promise<Experiment> {
  const { augmentation, ...trainOptions } = options;
  const { seed = 1 } = options;
  const model = new MLP(seed);
  await accuracy(model, sets.test);
  if (augmentation) await train(model, new Augmented(sets.training, augmentation, new RandomState(seed)), trainOptions);
  else await train(model, sets.training, trainOptions);
  const accuracies = [];
  for (const set of [sets.training, sets.test, sets.mirrored]) accuracies.push(await accuracy(model, set));
  const [training, test, mirrored] = accuracies;
  return { model, training, test, mirrored };
}
