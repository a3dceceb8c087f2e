import { LONG_ON_CPU, testSolutionsOn } from "../solutions.ts";

testSolutionsOn("cpu", LONG_ON_CPU);
