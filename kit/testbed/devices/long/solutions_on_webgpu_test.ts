import { lessonsOf, testSolutionsOn } from "../solutions.ts";

testSolutionsOn("webgpu", lessonsOf("I", "II", "III"));
