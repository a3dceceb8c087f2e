import { testSolutionsOn } from "./solutions.ts";

testSolutionsOn("webgpu", ["I", "II", "III"]);
