/**
 * @module
 */
import {
  COUNTS,
  FASHION_MNIST_CLASSES,
  FASHION_MNIST_FILES,
  type FashionMNISTSize,
  type FileKey,
  shapeOfFile,
} from "./fashion_mnist_files.ts";
import type { DataSource } from "../../base/data_set.ts";
import { decodeIdx } from "./idx.ts";
import { sha256 } from "../../base/sha256.ts";

/** A larger file is not read: even unpacked, the largest of the four has only 47,040,016 bytes. */
const MOST_BYTES = 48_000_000;

/** Images and their labels: the i-th label belongs to the i-th image. */
export interface LabelledImages {
  /** Shape [n, 28, 28], from 0 (background) to 255. */
  images: Uint8Array;
  /** Shape [n], from 0 to 9. */
  labels: Uint8Array;
}

/**
 * Reads the images and labels of one part, and checks that the format, the counts, the labels and finally the SHA-256
 * are those of FashionMNIST. The digits of MNIST are refused, although their files have the same names and sizes.
 * @throws {SyntaxError} If a file is wrong; the message names it.
 */
export function readFashionMNIST({ size, files }: DataSource, part: "train" | "test"): LabelledImages {
  return {
    images: readFashionMNISTFile(files[`${part}Images`], `${part}Images`, size),
    labels: readFashionMNISTFile(files[`${part}Labels`], `${part}Labels`, size),
  };
}

/**
 * Reads one of the files.
 * @returns Its numbers, without the shape in front of them.
 * @throws {SyntaxError} If the file is wrong; the message names it.
 */
export function readFashionMNISTFile(path: string, key: FileKey, size: FashionMNISTSize): Uint8Array {
  try {
    const { values, content } = decodeIdx(readBytes(path), shapeOfFile(key, size));
    if (key.endsWith("Labels")) checkLabels(values);
    checkContent(content, key, size);
    return values;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SyntaxError(`${path} ${error.message}; put the original file in its place.`, { cause: error });
  }
}

function readBytes(path: string): Uint8Array {
  try {
    const { size } = Deno.statSync(path);
    if (size > MOST_BYTES) throw new SyntaxError(`is the wrong file: it has ${size} bytes`);
    return Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    if (error instanceof Deno.errors.NotFound) throw new SyntaxError("is not there");
    throw new SyntaxError(`cannot be read (${error instanceof Error ? error.message : error})`, { cause: error });
  }
}

function checkLabels(labels: Uint8Array): void {
  const last = FASHION_MNIST_CLASSES.length - 1;
  const wrong = labels.findIndex((label) => label > last);
  if (wrong < 0) return;
  throw new SyntaxError(`is corrupt: label ${wrong} (the first is 0) is ${labels[wrong]}, expected 0 to ${last}`);
}

function checkContent(content: Uint8Array, key: FileKey, size: FashionMNISTSize): void {
  const expected = FASHION_MNIST_FILES[key].contentSha256[size];
  const found = sha256(content);
  if (found === expected) return;
  const count = COUNTS[size][key.startsWith("train") ? "train" : "test"];
  throw new SyntaxError(
    `is not FashionMNIST's: it has the right form for ${count} of its ${
      key.endsWith("Images") ? "images" : "labels"
    }, ` +
      `but SHA-256 ${found.slice(0, 8)}… instead of ${
        expected.slice(0, 8)
      }…, so it was changed, or is from another data set`,
  );
}
