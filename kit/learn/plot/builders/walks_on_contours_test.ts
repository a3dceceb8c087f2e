import { assert, assertEquals, assertThrows } from "@std/assert";
import { lossCurve } from "./loss_curve.ts";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";
import { walksOnContours } from "./walks_on_contours.ts";

const bowl = (x: number, y: number) => x ** 2 + 4 * y ** 2;
const straight = [[2, 1], [1, 0.5], [0, 0]];
const round = [[2, 1], [1, -1], [0, 0]];
const long = Array.from({ length: 5000 }, (_, i) => [Math.cos(i / 50) / (1 + i / 500), Math.sin(i / 50)]);

const cases = {
  "one walk": () => walksOnContours(bowl, { straight }),
  "six walks that end at the same place": () =>
    walksOnContours(bowl, Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [name, straight]))),
  "a walk of one point": () => walksOnContours(bowl, { start: [[2, 1]] }),
  "a walk that is not finite": () => walksOnContours(bowl, { lost: [[1, 1], [NaN, 0], [0, Infinity]] }),
  "a walk that is nowhere finite": () => walksOnContours(bowl, { lost: [[NaN, NaN]] }),
  "a walk outside of the plot": () => walksOnContours(bowl, { straight }, { xDomain: [5, 6], yDomain: [5, 6] }),
  "a plain": () => walksOnContours(() => 1, { straight }),
  "a landscape with holes": () => walksOnContours((x, y) => Math.sqrt(x * y), { straight }),
  "a long name": () => walksOnContours(bowl, { ["n".repeat(99)]: straight }),
  "two pictures": () =>
    sideBySide("Two", "Two pictures.", walksOnContours(bowl, { straight, round }), lossCurve([9, 4])),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`walksOnContours() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("walksOnContours() names every walk", async () => {
  const texts = svgTexts(await renderSvg(walksOnContours(bowl, { straight, round }))).map(({ text }) => text);
  for (const name of ["straight", "round"]) assert(texts.includes(name), texts.join(" | "));
});

Deno.test("walksOnContours() draws lines of equal height", () => {
  const [lines] = walksOnContours(bowl, { straight }).layer as { data: { values: Record<string, number>[] } }[];
  const heights = Map.groupBy(lines.data.values, ({ line }) => line);
  assert(heights.size >= 8, `${heights.size} lines`);
  for (const points of heights.values()) {
    const all = points.map(({ x, y }) => bowl(x, y));
    assert(Math.max(...all) - Math.min(...all) < 0.02, `${Math.min(...all)} to ${Math.max(...all)}`);
  }
});

Deno.test("walksOnContours() keeps the SVG small for 5,000 steps", async () => {
  const svg = await renderSvg(walksOnContours(bowl, { long }));
  assert(svg.length < 300_000, `${svg.length} characters`);
});

Deno.test("walksOnContours() refuses wrong arguments, and says why in one sentence", () => {
  const draw = (walks: unknown, options = {}) => () => walksOnContours(bowl, walks as never, options);
  assertThrows(() => walksOnContours(1 as never, { straight }), TypeError, "f is a number: pass a function of two");
  assertThrows(() => walksOnContours((() => "1") as never, { straight }), TypeError, "f returns a string");
  assertThrows(draw([straight]), TypeError, "pass lists of [x, y] by name");
  assertThrows(draw({}), RangeError, "walks contains no lists");
  assertThrows(draw({ none: [] }), RangeError, 'walks["none"] is empty');
  assertThrows(draw({ flat: [1, 2] }), TypeError, 'walks["flat"][0] is 1: pass [x, y]');
  assertThrows(draw({ deep: [[1, 2, 3]] }), TypeError, "pass [x, y], two numbers");
  assertThrows(draw({ straight }, { xDomain: [1, 1] }), RangeError, "xDomain is [1, 1]: pass a lower and a higher");
});
