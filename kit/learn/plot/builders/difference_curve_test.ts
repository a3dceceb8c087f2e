import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { differenceCurve } from "./difference_curve.ts";
import { renderSvg } from "../parts/render.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";

Deno.test("differenceCurve() draws differences on a log axis, and shows where the two lists agree", async () => {
  const svg = await renderSvg(differenceCurve([4, 2, 1], [4, 2 + 1e-7, 1 + 1e-9]));
  assertStringIncludes(svg, "log scale");
  assertStringIncludes(svg, "exactly 0 at step 1");
  assertEquals([cutOff(svg), overlaps(svgTexts(svg))], [[], []]);
});

Deno.test("differenceCurve() draws two equal lists, including NaN", async () => {
  const picture = differenceCurve([1, NaN, Infinity], [1, NaN, Infinity]);
  assertEquals(picture.description, "The two agree to the last bit at all 3 steps.");
  assertEquals(cutOff(await renderSvg(picture)), []);
});

Deno.test("differenceCurve() shows a step where only one list has NaN", async () => {
  const picture = differenceCurve([1, NaN, 3], [1, 2, 3]);
  assertStringIncludes(picture.description, "most at step 2, by NaN");
  assertStringIncludes(await renderSvg(picture), "NaN at step 2");
});

Deno.test("differenceCurve() refuses lists of different lengths", () => {
  assertThrows(() => differenceCurve([1], [1, 2]), RangeError, "a has 1 numbers and b has 2");
});
