/**
 * @module
 */
import { type FashionMNISTSource, fashionMNISTSubset, fullFashionMNIST } from "../../learn/data/find_fashion_mnist.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";

/**
 * The images that a lesson is judged on; null for a lesson that is about none.
 * @param full By default the subset that comes with the course, so that a verdict and the time it takes are the same on
 *   every machine; with `full`, all of them.
 * @throws {UsageError} If these images are not there, or all are wanted for a lesson that is about none.
 */
export function dataFor({ id, data }: Pick<LessonEntry, "id" | "data">, full = false): FashionMNISTSource | null {
  if (data === "fashion_mnist") return full ? fullFashionMNIST() : fashionMNISTSubset();
  if (full) throw new UsageError(`Lesson ${id} is about no images: run it without --full.`);
  return null;
}
