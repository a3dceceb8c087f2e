import { assert, assertEquals, assertThrows } from "@std/assert";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { spread } from "./spread.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";

const accuracies = [0.82, 0.84, 0.83, 0.83, 0.831];

const cases = {
  "some results": () => spread(accuracies, 0.825),
  "one result": () => spread([3], 3),
  "a result far above all others": () => spread(accuracies, 1),
  "a result below 0": () => spread([-1, 1], -1000),
  "200 results": () => spread(Array.from({ length: 200 }, (_, i) => Math.sin(i)), 0),
  "two pictures": () => sideBySide("Two", "Two.", spread(accuracies, 0.83), spread(accuracies, 0.83)),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`spread() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

/** The heights of the results' dots, in order: pixels from the upper edge. */
function heights(results: number[]): number[] {
  const { layer: [_rule, dots] } = spread(results, 0.5) as unknown as {
    layer: { data: { values: { pixel: number }[] } }[];
  };
  return dots.data.values.map(({ pixel }) => pixel);
}

Deno.test("spread() stacks nearly equal results, and draws other results next to each other", () => {
  const [one, lowest, highest, other] = heights([0.5, 0, 1, 0.501]);
  assertEquals([lowest, highest], [one, one]);
  assertEquals(one - other, 8);
});

Deno.test("spread() has room for 200 equal results", () => {
  assert(Math.min(...heights(Array(200).fill(0.5))) > 30);
});

Deno.test("spread() still draws an old lesson that names the vertical axis", () => {
  assertEquals(spread([1], 1, { yTitle: "a (b)" }), spread([1], 1, { xTitle: "a (b)" }));
});

Deno.test("spread() has a description with numbers, unless one is passed", () => {
  assertEquals(spread([2, 1], 1.5).description, "2 results go from 1 to 2; this one is 1.5.");
  assertEquals(spread([2], 1.5).description, "1 result goes from 2 to 2; this one is 1.5.");
  const told = spread([1], 1, { title: "A", description: "B", xTitle: "c (d)" });
  assertEquals([told.title, told.description], ["A", "B"]);
});

Deno.test("spread() refuses wrong arguments, and says why in one sentence", () => {
  assertThrows(() => spread([], 1), RangeError, "results");
  assertThrows(() => spread(Array(201).fill(1), 1), RangeError, "There are 201 results: pass at most 200.");
  assertThrows(() => spread([1, NaN], 1), RangeError, "A result is NaN, which has no place on an axis: leave it out.");
  assertThrows(() => spread([1], "1" as never), TypeError, "The result is a string: pass a number.");
});
