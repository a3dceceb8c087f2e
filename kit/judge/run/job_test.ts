import { assert, assertEquals, assertThrows } from "@std/assert";
import { UsageError } from "../../base/usage_error.ts";
import { SMALL_COURSE, smallJob, smallLesson } from "../../testbed/small_course.ts";
import { jobFor } from "./job.ts";

const lesson = smallLesson("04");

Deno.test("jobFor() finds the module, the solution and the checks of a lesson", () => {
  const { url, solution, tests } = smallJob("04", { target: "/submissions/ada" });
  assert(url.href.endsWith("/submissions/ada/04_gradient_descent.ts"));
  assert(solution.href.endsWith("/course/solutions/04_gradient_descent.ts"));
  assert(tests.href.endsWith("/course/tests/04_gradient_descent_test.ts"));
  assertEquals(smallJob("04", { target: "solutions" }).url, solution);
});

Deno.test("jobFor() gives a lesson the device that it needs, unless another is requested", () => {
  assertEquals((["auto", "cpu", "wasm"] as const).map((device) => smallJob("20", { device }).device), [
    "auto",
    "cpu",
    "wasm",
  ]);
  assertEquals(smallJob("04", { device: "wasm" }).device, null); // it needs no TF.js
});

Deno.test("jobFor() gives a lesson the subset of its data set, or null if it has none", () => {
  const { data, dataSet, full } = smallJob("20");
  assertEquals([data?.size, dataSet?.name, full], ["subset", "FashionMNIST", false]);
  assertEquals([smallJob("04").data, smallJob("04").dataSet], [null, null]);
  assertThrows(() => smallJob("04", { full: true }), UsageError, "uses no images: run it without --full.");
  const without = { ...SMALL_COURSE, course: { ...SMALL_COURSE.course, dataSets: {} } };
  assertThrows(() => jobFor(lesson, { full: true }, without), UsageError, "uses no data set: run it without");
});

Deno.test("jobFor() reports packages and data sets that the course does not have", () => {
  const job = (more: object) => () => jobFor({ ...lesson, ...more }, {}, SMALL_COURSE);
  assertThrows(job({ packages: ["fmin", "lodash"] }), UsageError, 'names the package "lodash", which syllabus.ts does');
  assertThrows(job({ data: "toString" }), UsageError, 'names the data set "toString", which syllabus.ts does not have');
});
