import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { smallJob, smallLesson } from "../../testbed/small_course.ts";
import { jobFor } from "./job.ts";
import { check, type CheckOptions, checksOf } from "./check.ts";

const options: CheckOptions = { id: "04-new", points: 1, hints: ["Think."] };
const body = () => Promise.resolve();

Deno.test("checksOf() collects the checks of a lesson, in the order of its test file", async () => {
  const checks = await checksOf(smallJob("04"));
  assertEquals(checks.map(({ id }) => id), ["04-minimum", "04-losses", "04-general", "04-zero", "04-diverges"]);
  assertEquals((await checksOf(smallJob("04"))).length, 5); // also when they are collected again
});

Deno.test("checksOf() refuses a lesson without a test file", async () => {
  await assertRejects(
    () => checksOf(jobFor({ ...smallLesson("04"), id: "99_nothing" })),
    TypeError,
    "99_nothing_test.ts",
  );
});

// From here on, check() collects checks instead of registering tests.

Deno.test("check() refuses an id that is already used", async () => {
  await checksOf(smallJob("04"));
  assertThrows(() => check("again", { ...options, id: "04-zero" }, body), RangeError, "Two checks have the id 04-zero");
});

for (
  const [part, wrong] of [
    ["a lesson's number and a word", { id: "minimum" }],
    ["a lesson's number and a word", { id: "04-Minimum" }],
    ["is worth 0: give it 1 or more", { points: 0 }],
    ["is worth 1.5", { points: 1.5 }],
    ["is worth NaN", { points: NaN }],
    ["has no hint, or an empty one", { hints: [] }],
    ["has no hint, or an empty one", { hints: undefined as unknown as string[] }],
    ["has no hint, or an empty one", { hints: ["Think.", " "] }],
    ['needs the data "all"', { data: "all" as "full" }],
    ['is slow on "gpu": use cpu, wasm or webgpu', { slowOn: ["gpu" as "webgpu"] }],
    ["is slow on every device", { slowOn: ["cpu", "wasm", "webgpu"] }],
    ["may take 0 seconds", { seconds: 0 }],
    ["may take Infinity seconds", { seconds: Infinity }],
  ] as const
) {
  Deno.test(`check() refuses ${JSON.stringify(wrong)}`, () => {
    assertThrows(() => check("a mistake", { ...options, ...wrong }, body), RangeError, part);
  });
}
