import { testParity } from "../parities.ts";

testParity("cpu", ["13_mlp_training"]);
testParity("webgpu");
