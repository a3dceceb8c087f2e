/**
 * One lesson of each kind: without a GPU, software computes in its place, and all of them take many minutes. These are
 * in `long/`. For images and convolutions there is `chosen_gpu_test.ts`.
 * @module
 */
import { testSolutionsOn } from "./solutions.ts";

testSolutionsOn("webgpu", [
  "06_optimizer", // a single number
  "10_linear_regression", // a few matrices
  "14_module", // modules, an optimizer, a file
]);
