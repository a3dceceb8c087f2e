/**
 * FashionMNIST as its authors published it: four files, and how to recognize them. H. Xiao, K. Rasul, R. Vollgraf,
 * "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms" (2017), arXiv:1708.07747.
 * @module
 */
import type { DataSize, PublishedFile } from "../../base/data_set.ts";

/** The names of the clothes in the images, in the order of their labels: 9 is an ankle boot. */
export const FASHION_MNIST_CLASSES: readonly string[] = Object.freeze([
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
]);

/** The contents of each of the four files. */
export type FileKey = "trainImages" | "trainLabels" | "testImages" | "testLabels";

/** All images, or only the first ones, which come with the course. */
export type FashionMNISTSize = DataSize;

/** One of the four files, as it was published. */
export interface FashionMNISTFile extends PublishedFile {
  /** The SHA-256 of its unpacked content: for all of Fashion-MNIST, and for our subset. */
  contentSha256: Record<FashionMNISTSize, string>;
}

/**
 * The four files. `bytes` and `sha256` are from files with the MD5 that the authors published. Debian compresses the
 * same contents again, without names and dates, so only `contentSha256` recognizes its files.
 */
export const FASHION_MNIST_FILES: Readonly<Record<FileKey, FashionMNISTFile>> = {
  trainImages: {
    name: "train-images-idx3-ubyte", // MD5 8d4fb7e6c68d591d4c3dfef9ec88bf0d
    bytes: 26_421_880,
    sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
    contentSha256: {
      full: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      subset: "09dd72e74aa8a76feaada262d167edcd489b57bc01d49240b1da1e0f2d395932",
    },
  },
  trainLabels: {
    name: "train-labels-idx1-ubyte", // MD5 25c81989df183df01b3e8a0aad5dffbe
    bytes: 29_515,
    sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
    contentSha256: {
      full: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      subset: "bd16d103c66bdc7c4826aef758caccae538e9465d8c4fd0939db7bcb1891a702",
    },
  },
  testImages: {
    name: "t10k-images-idx3-ubyte", // MD5 bef4ecab320f06d8554ea6380940ec79
    bytes: 4_422_102,
    sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
    contentSha256: {
      full: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      subset: "7a6d8e07ea021ec5bc73135ebd0a5770799557ec6f8242d8749c4f32a3cf4643",
    },
  },
  testLabels: {
    name: "t10k-labels-idx1-ubyte", // MD5 bb300cfdad3c16e7a12a480ee83cd310
    bytes: 5148,
    sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
    contentSha256: {
      full: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
      subset: "b40abac7ec8228f434940f579deb7cf7b6e3103b5274cb91d1545771f5ef1c8b",
    },
  },
};

/** The number of pairs of an image and a label, for training and for testing. */
export const COUNTS: Readonly<Record<FashionMNISTSize, { train: number; test: number }>> = {
  full: { train: 60_000, test: 10_000 },
  subset: { train: 4000, test: 1000 },
};

/** The height and the width of an image, in pixels. */
export const SIDE = 28;

/** The shape of the data in a file: [n, 28, 28] for images, [n] for labels. */
export function shapeOfFile(key: FileKey, size: FashionMNISTSize): readonly number[] {
  const count = COUNTS[size][key.startsWith("train") ? "train" : "test"];
  return key.endsWith("Images") ? [count, SIDE, SIDE] : [count];
}
