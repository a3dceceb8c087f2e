/**
 * @module
 */
import { type FashionMNISTSource, fashionMNISTSubset } from "../data/find_fashion_mnist.ts";
import type { LessonEntry } from "../syllabus.ts";

/**
 * The images that a lesson is judged on: the subset that comes with the course, so that a verdict and the time it takes
 * are the same on every machine; null for a lesson that is about none.
 * @throws {UsageError} If the subset is not there.
 */
export function dataFor({ data }: Pick<LessonEntry, "data">): FashionMNISTSource | null {
  return data === "fashion_mnist" ? fashionMNISTSubset() : null;
}
