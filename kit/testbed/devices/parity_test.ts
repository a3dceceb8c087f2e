import { testParity } from "./parities.ts";

testParity("cpu");
testParity("wasm");
// The other lessons train for a thousand steps, which take a minute if software replaces the GPU: they are in `long/`.
testParity("webgpu", [
  "05_autodiff",
  "06_optimizer",
  "08_gradient_descent_5d",
  "12_mlp_forward",
  "14_module",
]);
