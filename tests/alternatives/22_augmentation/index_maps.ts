/**
 * Lesson 22 solved with functions from a pixel to its old place, a number from 0 to 783. Variants and weights have
 * different seeds.
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

/** Moves pixels: the one at (row, column) comes from index `placeOf(row, column)`, or is 0 if that is negative. */
function gather(image: Float32Array, placeOf: (row: number, column: number) => number): Float32Array {
  return Float32Array.from(image, (_, i) => image[placeOf(Math.floor(i / SIDE), i % SIDE)] ?? 0);
}

export function wholeNumber(random: RandomState, low: number, high: number): number {
  const all = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  return all[Math.trunc(random.uniform(0, all.length))];
}

export function mirror(image: Float32Array): Float32Array {
  return gather(image, (row, column) => row * SIDE + SIDE - 1 - column);
}

export function randomShift(batch: readonly Float32Array[], random: RandomState, pixels = 1): Float32Array[] {
  return batch.map((image) => {
    const [up, left] = [0, 0].map(() => wholeNumber(random, -pixels, pixels));
    const isInside = (place: number) => place >= 0 && place < SIDE;
    return gather(image, (row, column) => {
      return isInside(row + up) && isInside(column + left) ? (row + up) * SIDE + column + left : -1;
    });
  });
}

export function randomFlip(batch: readonly Float32Array[], random: RandomState): Float32Array[] {
  return batch.map((image) => [image, mirror(image)][wholeNumber(random, 0, 1)]);
}

export function randomCrop(batch: readonly Float32Array[], random: RandomState, side = 24): Float32Array[] {
  const corners = batch.map(() => [0, 0].map(() => wholeNumber(random, 0, SIDE - side)));
  const shrunk = Array.from({ length: SIDE }, (_, place) => Math.trunc(side / SIDE * place));
  return batch.map((image, i) =>
    gather(image, (row, column) => (corners[i][0] + shrunk[row]) * SIDE + corners[i][1] + shrunk[column])
  );
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
    const [image, ...rest] = this.data.item(index);
    return [...this.augmentation([image], this.random), ...rest] as unknown as LabelledImage;
  }
}

export async function experiment(
  sets: ImageSets,
  options: TrainOptions & { augmentation?: Augmentation } = {},
): Promise<Experiment> {
  const { augmentation, ...trainOptions } = options;
  const { seed = 1 } = options;
  const model = new MLP(seed);
  const random = new RandomState(seed + 1000);
  await train(model, augmentation ? new Augmented(sets.training, augmentation, random) : sets.training, trainOptions);
  const measure = (set: keyof ImageSets) => accuracy(model, sets[set]);
  return {
    model,
    training: await measure("training"),
    test: await measure("test"),
    mirrored: await measure("mirrored"),
  };
}
