/**
 * @module
 */
import { gzipSync } from "node:zlib";
import { COUNTS, FASHION_MNIST_FILES, type FileKey, shapeOfFile } from "./fashion_mnist_files.ts";
import type { DataSource } from "../../base/data_set.ts";
import { encodeIdx } from "./idx.ts";
import { readFashionMNIST } from "./read_fashion_mnist.ts";

/**
 * Makes the four files of the subset, the first 4,000 + 1,000 images, with the format and the names of the originals.
 * @param source All images.
 * @returns The files' contents by their names.
 * @throws {SyntaxError} If a file of the source is wrong.
 */
export function fashionMNISTSubsetFiles(source: DataSource): Map<string, Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const part of ["train", "test"] as const) {
    const { images, labels } = readFashionMNIST(source, part);
    const count = COUNTS.subset[part];
    const pack = (key: FileKey, values: Uint8Array) => {
      const shape = shapeOfFile(key, "subset");
      const bytesEach = shape.slice(1).reduce((product, length) => product * length, 1);
      const file = encodeIdx(values.subarray(0, count * bytesEach), shape);
      files.set(`${FASHION_MNIST_FILES[key].name}.gz`, new Uint8Array(gzipSync(file, { level: 9 })));
    };
    pack(`${part}Images`, images);
    pack(`${part}Labels`, labels);
  }
  return files;
}
