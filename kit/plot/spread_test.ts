import { assertEquals, assertThrows } from "@std/assert";
import { renderSvg } from "./render.ts";
import { sideBySide } from "./side_by_side.ts";
import { spread } from "./spread.ts";
import { cutOff, overlaps, svgTexts } from "./svg_texts.ts";

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
  Deno.test(`spread() draws ${name} with no text cut off and none on another`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("spread() puts nearly equal results beside each other, and others above each other", () => {
  const [{ layer: [{ data }] }] = spread([0.5, 0, 1, 0.501], 0.5).concat as {
    layer: { data: { values: { result: number; pixel: number }[] } }[];
  }[];
  const [lowest, one, other, highest] = data.values;
  assertEquals([lowest.result, one.result, other.result, highest.result], [0, 0.5, 0.501, 1]);
  assertEquals(lowest.pixel, one.pixel);
  assertEquals(other.pixel - one.pixel, 7);
  assertEquals(highest.pixel, one.pixel);
});

Deno.test("spread() says with numbers what is seen, unless it is told what to say", () => {
  assertEquals(spread([2, 1], 1.5).description, "2 results go from 1 to 2; this one is 1.5.");
  assertEquals(spread([2], 1.5).description, "1 result goes from 2 to 2; this one is 1.5.");
  const told = spread([1], 1, { title: "A", description: "B", yTitle: "c (d)" });
  assertEquals([told.title, told.description], ["A", "B"]);
});

Deno.test("spread() refuses what it cannot draw", () => {
  assertThrows(() => spread([], 1), RangeError, "results");
  assertThrows(() => spread(Array(201).fill(1), 1), RangeError, "There are 201 results: pass at most 200.");
  assertThrows(() => spread([1, NaN], 1), RangeError, "A result is NaN, which has no place on an axis: leave it out.");
  assertThrows(() => spread([1], "1" as never), TypeError, "The result is a string: pass a number.");
});
