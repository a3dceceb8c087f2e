/**
 * Writes the four files in this folder: the first 4,000 + 1,000 images of FashionMNIST. Type this in the course's
 * folder, on a machine that has all images (`deno task data` says whether):
 *
 * deno run -A data/make_subset.ts
 * @module
 */
import { fileURLToPath } from "node:url";
import { findFashionMNIST } from "../kit/learn/data/find_fashion_mnist.ts";
import { fashionMNISTSubsetFiles } from "../kit/learn/data/fashion_mnist_subset.ts";
import { writeAtomically } from "../kit/base/write.ts";

const source = findFashionMNIST();
if (source.size !== "full") throw new Error("All of FashionMNIST is needed here: deno task data --download");
for (const [name, bytes] of fashionMNISTSubsetFiles(source)) {
  await writeAtomically(fileURLToPath(new URL(name, import.meta.url)), bytes);
  console.log(`data/${name}  ${bytes.length} bytes`);
}
