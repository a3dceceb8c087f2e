import { testChosenGpu } from "../chosen_gpu.ts";

testChosenGpu("21-size");
