import { testParity } from "../parities.ts";

testParity("webgpu");
