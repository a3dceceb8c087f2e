import { testSolutionsOn } from "./solutions.ts";

testSolutionsOn("cpu");
testSolutionsOn("wasm");
