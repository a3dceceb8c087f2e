/**
 * Tests the solutions on the cpu. Some training runs take half a minute there; their tests are in `long/`.
 * @module
 */
import { syllabus } from "../../../syllabus.ts";
import { LONG_ON_CPU, testSolutionsOn } from "./solutions.ts";

testSolutionsOn("cpu", syllabus.map(({ id }) => id).filter((id) => !LONG_ON_CPU.includes(id)));
testSolutionsOn("wasm");
