import { assert, assertEquals, assertThrows } from "@std/assert";
import { batchRows } from "./batch_rows.ts";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";
import { timeColours } from "../parts/theme.ts";

const sorted = [[0, 1, 2], [3, 4, 5], [6]];

const cases = {
  "three batches": () => batchRows(sorted),
  "one batch": () => batchRows([[1, 2, 5]]),
  "one example": () => batchRows([[7]]),
  "a thousand batches": () => batchRows(Array.from({ length: 1000 }, (_, i) => [i, i + 1])),
  "a batch of ten thousand": () => batchRows([Array.from({ length: 10_000 }, (_, i) => i), [1]]),
  "values that are not finite": () => batchRows([[NaN, 1], [Infinity], [2, 3]]),
  "nothing finite": () => batchRows([[NaN]]),
  "large values": () => batchRows([[-1e300, 1e300], [1e300, 1e300]]),
  "two pictures": () => sideBySide("Two", "Two pictures.", batchRows(sorted), batchRows(sorted)),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`batchRows() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("batchRows() draws a dot for each example, from pale to full, the first batch at the top", async () => {
  const svg = await renderSvg(batchRows(sorted));
  const dots = [...svg.matchAll(/translate\(([\d.]+),([\d.]+)\)" d="[^"]*" fill="([^"]+)"/g)];
  assertEquals(dots.length, 7);
  const heights = dots.map(([, , y]) => Number(y));
  assert(heights[0] < heights[3] && heights[3] < heights[6], heights.join());
  const colours = dots.map(([, , , colour]) => colour);
  // colours of the palette, which have a dark shade
  assertEquals([...new Set(colours)], [timeColours[0], timeColours[2], timeColours[4]]);
});

Deno.test("batchRows() keeps the pictures of large data sets small", async () => {
  const svg = await renderSvg(batchRows(Array.from({ length: 1000 }, () => Array.from({ length: 100 }, (_, i) => i))));
  assert(svg.length < 1_000_000, String(svg.length));
});

Deno.test("batchRows() has a description with numbers", () => {
  assertEquals(
    batchRows(sorted).description,
    "7 examples in 3 batches, with x from 0 to 6; the means of the batches go from 1 to 6.",
  );
  assertEquals(batchRows([[7]]).description, "1 example in 1 batch, with x from 7 to 7; the mean is 7.");
  assertEquals(batchRows([[NaN]]).description, "No finite example in 1 batch.");
  assertEquals(batchRows(sorted).usermeta, { sparkline: { name: "mean x", values: [1, 4, 6] } });
});

Deno.test("batchRows() refuses wrong arguments, and says why in one sentence", () => {
  assertThrows(() => batchRows(1 as never), TypeError, "The batches are a number: pass a list of lists.");
  assertThrows(() => batchRows([]), RangeError, "There are no batches: pass at least one.");
  assertThrows(() => batchRows([[1], []]), RangeError, "batches[1] is empty: pass at least one number.");
  assertThrows(() => batchRows([1] as never), TypeError, "batches[0] is a number: pass a list of numbers.");
  assertThrows(
    () => batchRows(sorted, { title: 1 as never }),
    TypeError,
    "title is 1: pass a string, or leave it out.",
  );
});
