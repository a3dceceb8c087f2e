import { testSolutionsOn } from "./solutions.ts";

testSolutionsOn("webgpu", ["IV"]);
