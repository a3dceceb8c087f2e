/**
 * Tests one lesson of each kind on WebGPU: without a GPU, software replaces it, and all lessons would take many
 * minutes. The other lessons are tested in `long/`. `chosen_gpu_test.ts` tests images and convolutions.
 * @module
 */
import { testSolutionsOn } from "./solutions.ts";

testSolutionsOn("webgpu", [
  "06_optimizer", // a single number
  "10_linear_regression", // a few matrices
  "14_module", // modules, an optimizer, a file
]);
