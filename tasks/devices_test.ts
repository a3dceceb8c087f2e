import { assertEquals, assertMatch } from "@std/assert";
import { courseCopy } from "../kit/testbed/course_copy.ts";

Deno.test("deno task devices has a help text, and refuses unknown options", async () => {
  await using course = await courseCopy("04_gradient_descent");
  assertMatch((await course.task("devices", "--help")).stdout, /^deno task devices \[--json\]\n/);
  const { code, stderr } = await course.task("devices", "gpu");
  assertEquals([code, stderr], [2, '"gpu" is one word too many: --help shows the usage.\n']);
});
