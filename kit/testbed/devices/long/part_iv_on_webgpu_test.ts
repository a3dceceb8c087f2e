import { lessonsOf, testSolutionsOn } from "../solutions.ts";

testSolutionsOn("webgpu", lessonsOf("IV"));
