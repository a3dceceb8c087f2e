import { assert, assertEquals } from "@std/assert";
import { pushApart } from "./end_labels.ts";
import { fitCurve } from "../builders/fit_curve.ts";
import { lossCurves } from "../builders/loss_curves.ts";
import type { Picture } from "./picture.ts";
import { renderSvg } from "./render.ts";
import { slopeChart } from "../builders/slope_chart.ts";
import { svgTexts } from "./svg_texts.ts";
import { sizes } from "./theme.ts";
import { timesBySize } from "../builders/times_by_size.ts";

const labels = (...pixels: number[]) => pixels.map((pixel, i) => ({ text: `${i}`, colour: "#000000", pixel }));
const pixelsOf = (...pixels: number[]) => pushApart(labels(...pixels)).map(({ pixel }) => pixel);

Deno.test("pushApart() does not move labels that have room", () => {
  assertEquals(pixelsOf(), []);
  assertEquals(pixelsOf(0, 100, sizes.plotHeight), [0, 100, sizes.plotHeight]);
});

Deno.test("pushApart() moves down a label that overlaps another, and sorts the labels", () => {
  assertEquals(pushApart(labels(105, 100)).map(({ text, pixel }) => [text, pixel]), [["1", 100], ["0", 119]]);
  assertEquals(pixelsOf(50, 50, 50), [50, 69, 88]);
});

Deno.test("pushApart() moves labels up that would be below the plot", () => {
  assertEquals(pixelsOf(256, 256, 250), [218, 237, 256]);
});

Deno.test("pushApart() does not change its arguments", () => {
  const came = labels(100, 100);
  pushApart(came);
  assertEquals(came, labels(100, 100));
});

/** Pictures with two lines: "long" reaches the right edge, and "short" ends in the middle or earlier. */
const ENDING_EARLY: Record<string, () => Picture> = {
  lossCurves: () => lossCurves({ long: [5, 4, 3, 2, 1], short: [5, 3] }),
  fitCurve: () => {
    const data = { xs: [0, 4], ys: [0, 4] };
    return fitCurve({ data, model: data, rival: { xs: [0, 1], ys: [1, 2] } }, {
      names: { data: "data", model: "long", rival: "short" },
    });
  },
  timesBySize: () => timesBySize([1, 10, 100], { long: [1, 2, 3], short: [5, NaN, NaN] }),
  slopeChart: () => slopeChart(["a", "b", "c"], { long: [[1, 2, 3]], short: [[2, NaN, NaN], [3, NaN, NaN]] }),
};

for (const [name, picture] of Object.entries(ENDING_EARLY)) {
  Deno.test(`${name}() names a line where it ends, even if others continue`, async () => {
    const svg = await renderSvg(picture());
    const texts = svgTexts(svg);
    const [long, short] = ["long", "short"].map((name) => texts.find(({ text }) => text === name)!);
    assert(short.right < long.left / 2 + 100, JSON.stringify({ short, long }));
    assert(!/<line [^>]*stroke-dasharray="9,5"/.test(svg), "a leader to a name inside the plot");
  });
}
