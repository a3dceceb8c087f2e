import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { keptLine, stoppedLine, stoppedPicture } from "./stopped.ts";

const moment = (step: number, steps: number, loss: number) => ({ step, steps, loss, elapsedMs: 0 });

Deno.test("stoppedPicture() shows the loss at each step so far, on a straight line between two looks", () => {
  const { usermeta, description, title } = stoppedPicture([moment(0, 10, 8), moment(4, 10, 4), moment(5, 10, 6)]);
  assertEquals(usermeta?.sparkline?.values, [8, 7, 6, 5, 4, 6]);
  assertStringIncludes(description, "in 6 steps");
  assertStringIncludes(title, "stopped at step 6 of 10");
});

Deno.test("stoppedPicture() shows a training run with a single look, and a run that begins late", () => {
  assertEquals(stoppedPicture([moment(0, 10, 8)]).usermeta?.sparkline?.values, [8]);
  assertEquals(stoppedPicture([moment(2, 10, 8), moment(3, 10, 4)]).usermeta?.sparkline?.values, [8, 8, 8, 4]);
});

Deno.test("stoppedPicture() keeps losses that are not finite, but does not copy them to other steps", () => {
  const { usermeta } = stoppedPicture([
    moment(0, 10, 1),
    moment(1, 10, Infinity),
    moment(2, 10, NaN),
    moment(3, 10, 2),
  ]);
  assertEquals(usermeta?.sparkline?.values, [1, Infinity, NaN, 2]);
});

Deno.test("stoppedPicture() takes no longer for a million times as many steps, and names its unit", () => {
  const picture = stoppedPicture([moment(0, 1e15, 8), moment(999_999_999_999, 1e15, 4)]);
  assertStringIncludes(JSON.stringify(picture), "step (in units of 100,000,000)");
  assert(JSON.stringify(picture).length < 1e5);
});

Deno.test("keptLine() also counts from 1, and says where the model is", () => {
  assertEquals(
    keptLine({ step: 739, steps: 2000 }, "a.safetensors"),
    "The model after step 740 of 2,000: a.safetensors",
  );
});

Deno.test("stoppedLine() counts from 1, as people do", () => {
  assertEquals(stoppedLine(moment(739, 2000, 1)), "Stopped at step 740 of 2,000; the loss so far:");
});
