import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { alikeInGrey, lightness } from "./greyscale.ts";
import { lossCurves } from "../builders/loss_curves.ts";
import { namedDots } from "../builders/named_dots.ts";
import type { Picture } from "./picture.ts";
import { renderSvg } from "./render.ts";
import { slopeChart } from "../builders/slope_chart.ts";
import { palette } from "./theme.ts";
import { timesBySize } from "../builders/times_by_size.ts";
import { walksOnContours } from "../builders/walks_on_contours.ts";

/** Six values, by name. */
function six<Value>(make: (i: number) => Value): Record<string, Value> {
  return Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name, i) => [name, make(i)]));
}

const MOST_SERIES: Record<string, () => Picture> = {
  lossCurves: () => lossCurves(six((i) => [9 - i, 4, i])),
  walksOnContours: () => walksOnContours((x, y) => x * x + y * y, six((i) => [[i, 2], [1, i], [0, 0]])),
  namedDots: () => namedDots(six((i) => ({ xs: [i, 2], ys: [3, i] }))),
  slopeChart: () => slopeChart(["here", "there"], six((i) => [[i, 1]])),
  timesBySize: () => timesBySize([1, 10], six((i) => [i + 1, 2])),
};

for (const [name, picture] of Object.entries(MOST_SERIES)) {
  Deno.test(`${name}() draws six series that differ without colours`, async () => {
    const svg = await renderSvg(picture());
    assert([..."abcdef"].every((name) => svg.includes(`>${name}<`)));
    assertEquals(alikeInGrey(svg), []);
  });
}

Deno.test("lightness() computes the lightness of CIELAB", () => {
  assertEquals([lightness("#000000"), lightness("#ffffff")], [0, 100]);
  assertAlmostEquals(lightness("#777777"), 50.03, 0.01);
  assertAlmostEquals(lightness("#ff0000"), 53.24, 0.01);
});

Deno.test("alikeInGrey() names lines that differ only in hue", async () => {
  const svg = await renderSvg(MOST_SERIES.lossCurves());
  const found = alikeInGrey(svg.replaceAll(/ stroke-dasharray="[^"]*"/g, ""));
  assert(found.includes("third and fourth are lines of the same kind and nearly the same grey."), found.join("\n"));
  assert(!found.some((sentence) => sentence.startsWith("model and rival")), found.join("\n"));
});

Deno.test("alikeInGrey() names dots that differ only in hue and size", async () => {
  const svg = await renderSvg(MOST_SERIES.namedDots());
  const circles = svg.replaceAll(/(<path transform="[^"]*") d="[^"]*"/g, '$1 d="M3,0A3,3,0,1,1,-3,0A3,3,0,1,1,3,0"');
  const [first] = circles.match(/d="M3,0[^"]*"/)!;
  const oneIsLarger = circles.replace(first, first.replaceAll("3", "6"));
  assert(alikeInGrey(oneIsLarger).includes("rival and third are dots of the same kind and nearly the same grey."));
});

Deno.test("alikeInGrey() checks light and dark pages", () => {
  // far apart in the light shades, the same in the dark ones
  const line = (colour: string) => `<path d="M0,0L9,9" stroke="${colour}" stroke-width="2"></path>`;
  const apart = Math.abs(lightness(palette.rival.light) - lightness(palette.truth.light));
  assert(apart >= 15, `${apart}`);
  assertEquals(alikeInGrey(line(palette.rival.light) + line(palette.truth.light)), [
    "rival and truth are lines of the same kind and nearly the same grey.",
  ]);
});

Deno.test("alikeInGrey() accepts a wider line as different", () => {
  const line = (colour: string, width: number) =>
    `<path d="M0,0L9,9" stroke="${colour}" stroke-width="${width}"></path>`;
  assertEquals(alikeInGrey(line(palette.third.light, 2) + line(palette.fourth.light, 3)), []);
  assertEquals(alikeInGrey(line(palette.third.light, 2) + line(palette.fourth.light, 2.5)).length, 1);
});
