/**
 * FashionMNIST as a data set of a course. `syllabus.ts` names it; the judge and `deno task data` use it.
 * @module
 */
import type { DataSet } from "../../base/data_set.ts";
import { COUNTS, FASHION_MNIST_FILES, type FileKey } from "./fashion_mnist_files.ts";
import {
  downloadFolder,
  fashionMNISTPlaces,
  fashionMNISTSubset,
  findFashionMNIST,
  fullFashionMNIST,
  missingFrom,
  VARIABLE,
} from "./find_fashion_mnist.ts";
import { readFashionMNISTFile } from "./read_fashion_mnist.ts";

/** Photographs of clothes. */
export const fashionMNIST: DataSet = {
  name: "FashionMNIST",
  items: "images",
  counts: COUNTS,
  files: FASHION_MNIST_FILES,
  help: {
    download: "the four original files (31 MB)",
    places:
      `the folder that ${VARIABLE} names, Debian's package dataset-fashion-mnist, or the cache that --download fills`,
  },
  // TensorFlow's copy, the authors' repository, and the authors' own server
  mirrors: [
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
  ],
  variables: { folder: VARIABLE, mirrors: "FASHION_MNIST_MIRRORS" },
  places: () => fashionMNISTPlaces(),
  find: (size) => size === "full" ? fullFashionMNIST() : size === "subset" ? fashionMNISTSubset() : findFashionMNIST(),
  downloadFolder: () => downloadFolder(),
  missingFrom,
  readFile: (path, key, size) => readFashionMNISTFile(path, key as FileKey, size),
};
