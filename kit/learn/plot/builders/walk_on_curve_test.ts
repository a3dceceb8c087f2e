import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { renderSvg } from "../parts/render.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";
import { walkOnCurve } from "./walk_on_curve.ts";

const square = (x: number) => x ** 2;
const descent = Array.from({ length: 1001 }, (_, i) => 2 * 0.98 ** i);

const cases = {
  "a descent": () => walkOnCurve(square, descent),
  "a walk from side to side": () => walkOnCurve(square, [2, -1.8, 1.5, -1.2, 1, -0.7, 0.5]),
  "one point": () => walkOnCurve(square, [2]),
  "equal points": () => walkOnCurve(square, [0, 0, 0]),
  "a level function": () => walkOnCurve(() => 3, [1, 2]),
  "points that are not finite": () => walkOnCurve(square, [2, NaN, Infinity]),
  "no finite point": () => walkOnCurve(square, [NaN, NaN]),
  "a walk that diverges": () => walkOnCurve(square, Array.from({ length: 2000 }, (_, i) => 2 * (-1.5) ** i)),
  "a function with a pole": () => walkOnCurve((x) => 1 / x, [-1, 0, 1]),
  "a function that is NaN on one side": () => walkOnCurve(Math.sqrt, [-1, 1]),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`walkOnCurve() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("walkOnCurve() names the first and the last point", async () => {
  const texts = svgTexts(await renderSvg(walkOnCurve(square, [2, 1, -0.5]))).map(({ text }) => text);
  assert(texts.includes("start: x = 2") && texts.includes("end: x = −0.5"), texts.join(" | "));
});

Deno.test("walkOnCurve() colours the points from pale to dark in the order of time", () => {
  const layers = walkOnCurve(square, [2, -1.5, 1]).layer as { data: { values: { x: number; age: number }[] } }[];
  assertEquals(layers[2].data.values.map(({ x, age }) => [x, age]), [[2, 0], [-1.5, 2], [1, 4]]);
});

Deno.test("walkOnCurve() shows how many points are not in the picture", async () => {
  const svg = await renderSvg(walkOnCurve(square, [2, NaN, 1, 99], { domain: [-3, 3] }));
  assertStringIncludes(svg, "2 of 4 points are not in the picture");
});

Deno.test("walkOnCurve() keeps the SVG small for 100,000 points", async () => {
  const svg = await renderSvg(walkOnCurve(square, Array.from({ length: 100_000 }, (_, i) => Math.sin(i * i))));
  assert(svg.length < 100_000, `${svg.length} characters`);
});

Deno.test("walkOnCurve() refuses wrong arguments, and says why in one sentence", () => {
  assertThrows(() => walkOnCurve(3 as never, [1]), TypeError, "f is a number: pass a function of a number.");
  assertThrows(() => walkOnCurve((() => [4]) as never, [2]), TypeError, "f(2) is an Array: f must return a number.");
  assertThrows(() => walkOnCurve(square, []), RangeError, "xs is empty");
  assertThrows(() => walkOnCurve(square, [1], { domain: [2, 1] }), RangeError, "domain is [2, 1]");
});
