import { assert, assertEquals, assertThrows } from "@std/assert";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { sumOfParts } from "./sum_of_parts.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";

const xs = [-1, 0, 3];
const fan = Array.from({ length: 100 }, (_, i) => ({ xs, ys: [0, 0, (i - 40) / 100] }));
const whole = { xs, ys: [0, 0, 9.5] };

const cases = {
  "a hundred parts": () => sumOfParts(fan, whole),
  "one part": () => sumOfParts([whole], whole),
  "a sum that is not finite": () => sumOfParts(fan, { xs, ys: [NaN, NaN, NaN] }),
  "a part that is not finite": () => sumOfParts([{ xs: [NaN, 1], ys: [1, Infinity] }, ...fan], whole),
  "nothing finite": () => sumOfParts([{ xs: [NaN], ys: [NaN] }], { xs: [NaN], ys: [NaN] }),
  "a long name": () => sumOfParts(fan, whole, { name: "s".repeat(99) }),
  "two pictures": () => sideBySide("Two", "Two pictures.", sumOfParts(fan, whole), sumOfParts(fan, whole)),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`sumOfParts() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("sumOfParts() draws each part as a separate line, behind the sum", async () => {
  const lines = [...(await renderSvg(sumOfParts(fan, whole))).matchAll(/<path[^>]* d="M[^"]*L[^"]*L[^"]*"[^>]*>/g)];
  assertEquals(lines.length, 101);
  assert(lines[100][0].includes('stroke-width="2.5"'), lines[100][0]);
});

Deno.test("sumOfParts() describes how many parts there are, and the ranges of parts and sum", () => {
  assertEquals(
    sumOfParts(fan, whole, { name: "f" }).description,
    "100 parts, with y from −0.4 to 0.59. The f goes from y = 0 at x = −1 to y = 9.5 at x = 3.",
  );
});

Deno.test("sumOfParts() keeps the SVG small for parts with many points", async () => {
  const many = Array.from({ length: 100_000 }, (_, i) => i);
  const crowd = { xs: many, ys: many.map((i) => Math.sin(i * i)) };
  const svg = await renderSvg(sumOfParts([crowd, crowd], crowd));
  assert(svg.length < 300_000, `${svg.length} characters`);
});

Deno.test("sumOfParts() refuses wrong arguments, and says why in one sentence", () => {
  assertThrows(() => sumOfParts([], whole), RangeError, "There are no parts");
  assertThrows(() => sumOfParts({} as never, whole), TypeError, "The parts are an Object");
  assertThrows(() => sumOfParts([undefined as never], whole), TypeError, "parts[0] is undefined");
  assertThrows(() => sumOfParts(fan, { xs, ys: [1] }), RangeError, "sum has 3 xs and 1 ys");
});
