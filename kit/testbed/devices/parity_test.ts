import { testParity } from "./parities.ts";

// The other lessons train for thousands of steps: on the cpu, or if software replaces the GPU, they are in `long/`.
testParity("cpu", [
  "05_autodiff",
  "06_optimizer",
  "08_gradient_descent_5d",
  "10_linear_regression",
  "12_mlp_forward",
  "14_module",
  "17_training_pipeline",
]);
testParity("wasm");
testParity("webgpu", [
  "05_autodiff",
  "06_optimizer",
  "08_gradient_descent_5d",
  "12_mlp_forward",
  "14_module",
]);
