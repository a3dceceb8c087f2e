import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { cubic, noisyCubic } from "../../data/noisy_cubic.ts";
import { linspace } from "../../data/linspace.ts";
import { fitCurve } from "./fit_curve.ts";
import { lossCurve } from "./loss_curve.ts";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";

const xs = linspace(-1, 3);
const curve = (f: (x: number) => number) => ({ xs, ys: xs.map(f) });
const data = noisyCubic();
const truth = curve(cubic);
const model = curve((x) => 4.76 * x + 5.46);
const one = { xs: [2], ys: [3] };

const cases = {
  "data alone": () => fitCurve({ data }),
  "data and truth": () => fitCurve({ data, truth }),
  "all four": () => fitCurve({ data, truth, model, rival: curve((x) => 5 * x + 5) }),
  "curves that end at the same point": () => fitCurve({ data, truth, model: truth, rival: truth }),
  "curves that end at the lower edge": () =>
    fitCurve({ data, model: curve((x) => -9 * x), rival: curve((x) => -9 * x) }),
  "a model that diverged": () => fitCurve({ data, truth, model: curve((x) => 1e200 * x) }),
  "a model that is NaN": () => fitCurve({ data, truth, model: curve(() => NaN) }),
  "a model that is NaN on one side": () => fitCurve({ data, truth, model: curve(Math.sqrt) }),
  "one point": () => fitCurve({ data: one, truth: one, model: one }),
  "points that are not finite": () => fitCurve({ data: { xs: [1, NaN, 3], ys: [Infinity, 2, 3] }, truth }),
  "no finite point": () => fitCurve({ data: { xs: [NaN], ys: [NaN] } }),
  "long names": () => fitCurve({ data, model }, { names: { data: "d".repeat(99), model: "m".repeat(99) } }),
  "two pictures": () => sideBySide("Two", "Two pictures.", fitCurve({ data, truth, model }), lossCurve([9, 4])),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`fitCurve() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("fitCurve() names the data and every curve", async () => {
  const picture = fitCurve({ data, truth, model }, { names: { model: "best line" } });
  const texts = svgTexts(await renderSvg(picture)).map(({ text }) => text);
  for (const name of ["80 points", "truth", "best line"]) assert(texts.includes(name), texts.join(" | "));
});

Deno.test("fitCurve() labels the axis up to its end, even if rounding makes a curve end just before it", async () => {
  const rounded = { xs: [-1, 2.9999999999999996], ys: [0, 1] };
  const texts = svgTexts(await renderSvg(fitCurve({ data: rounded }))).map(({ text }) => text);
  assert(texts.includes("3"), texts.join(" | "));
});

Deno.test("fitCurve() draws curves from left to right, in any order of x", () => {
  const layers = fitCurve({ data: one, model: { xs: [3, 1], ys: [30, 10] } }).layer as { data: { values: unknown } }[];
  assertEquals(layers[1].data.values, [{ x: 1, y: 10 }, { x: 3, y: 30 }]);
});

Deno.test("fitCurve() makes room for data and truth, not for a model that diverged", () => {
  const heights = (model: { xs: number[]; ys: number[] }) => {
    const [dots] = fitCurve({ data: { xs: [0, 1], ys: [0, 100] }, model }).layer as {
      encoding: { y: { scale: { domain: [number, number] } } };
    }[];
    return dots.encoding.y.scale.domain.map(Math.round);
  };
  assertEquals(heights({ xs: [0, 1], ys: [20, 80] }), [-5, 105]);
  assertEquals(heights({ xs: [0, 1], ys: [20, 140] }), [-7, 147]);
  assertEquals(heights({ xs: [0, 1], ys: [-1e9, 1e9] }), [-60, 160]);
});

Deno.test("fitCurve() shows how many points are missing", async () => {
  const svg = await renderSvg(fitCurve({ data: { xs: [1, 2, 3], ys: [1, NaN, 3] } }));
  assertStringIncludes(svg, "1 of 3 points is not finite");
});

Deno.test("fitCurve() keeps the SVG small for 100,000 points", async () => {
  const many = Array.from({ length: 100_000 }, (_, i) => i);
  const crowd = { xs: many, ys: many.map((i) => Math.sin(i * i)) };
  const svg = await renderSvg(fitCurve({ data: crowd, model: crowd }));
  assert(svg.length < 300_000, `${svg.length} characters`);
});

Deno.test("fitCurve() refuses wrong arguments, and says why in one sentence", () => {
  assertThrows(() => fitCurve({} as never), TypeError, "data is undefined: pass { xs, ys }, two lists of numbers.");
  assertThrows(() => fitCurve({ data, model: { xs: [1, 2], ys: [1] } }), RangeError, "model has 2 xs and 1 ys");
  assertThrows(() => fitCurve({ data: { xs: [1], ys: ["2"] } as never }), TypeError, "data.ys[0] is a string");
  assertThrows(() => fitCurve({ data: { xs: [], ys: [] } }), RangeError, "data.xs is empty");
});
