import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";
import { timesBySize } from "./times_by_size.ts";

const sizes = [1, 10, 100, 1000];

const cases = {
  "one line": () => timesBySize(sizes, { cpu: [0.1, 0.4, 2, 19] }),
  "three lines": () =>
    timesBySize(sizes, { cpu: [0.1, 0.4, 2, 19], wasm: [0.02, 0.03, 0.1, 1], webgpu: [9, 9, 9, 12] }),
  "lines that end at the same point": () => timesBySize(sizes, { a: sizes, b: sizes, c: sizes, d: sizes }),
  "a line that is missing": () => timesBySize(sizes, { cpu: sizes, webgpu: [] }),
  "two lines that are missing, and one at the top": () => timesBySize(sizes, { cpu: sizes, webgpu: [], wasm: [] }),
  "no line at all": () => timesBySize(sizes, { webgpu: [] }),
  "one size": () => timesBySize([64], { cpu: [3], wasm: [1] }),
  "times that are 0 or not finite": () => timesBySize(sizes, { cpu: [0, 1, NaN, Infinity], wasm: [0, 0, 0, 0] }),
  "times within one decade": () => timesBySize(sizes, { cpu: [1.2, 1.3, 1.4, 1.5] }),
  "a long name": () => timesBySize(sizes, { ["n".repeat(99)]: sizes }),
  "two pictures": () => sideBySide("Two", "Two.", timesBySize(sizes, { a: sizes }), timesBySize(sizes, { b: sizes })),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`timesBySize() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("timesBySize() names every line, every axis and every missing line", async () => {
  const picture = timesBySize(sizes, { cpu: sizes, webgpu: [] }, { xTitle: "data (MB)" });
  const texts = svgTexts(await renderSvg(picture)).map(({ text }) => text);
  for (const text of ["cpu", "webgpu: missing", "data (MB, log scale)", "time (ms, log scale)"]) {
    assert(texts.includes(text), texts.join(" | "));
  }
});

Deno.test("timesBySize() describes the times with numbers, and names the missing lines", () => {
  const { description, title } = timesBySize([2, 8], { cpu: [1, 64], wasm: [], webgpu: [] });
  assertEquals(
    description,
    "From size 2 to 8, the time goes from 1 to 64 ms (cpu); wasm is missing; webgpu is missing.",
  );
  assertEquals(title, "The time it takes");
  assertEquals(timesBySize([2], { wasm: [] }).description, "wasm is missing.");
});

Deno.test("timesBySize() leaves a gap in a line where there is no time", () => {
  const [line, points] = timesBySize([1, 2, 3], { cpu: [1, 0, 4] }).layer as { data: { values: unknown[] } }[];
  assertEquals(line.data.values, [{ size: 1, time: 1 }, { size: 2, time: null }, { size: 3, time: 4 }]);
  assertEquals(points.data.values, [{ size: 1, time: 1 }, { size: 3, time: 4 }]);
});

Deno.test("timesBySize() marks its picture as measurements, also in the SVG", async () => {
  const picture = timesBySize(sizes, { webgpu: [], wasm: [1, 2, 3, 4] });
  assertEquals(picture.usermeta, {
    isMeasured: true,
    sparkline: { name: "wasm, ms", values: [1, 2, 3, 4], isLog: true },
  });
  assertStringIncludes((await renderSvg(picture)).slice(0, 300), ' data-measured="true"');
});

Deno.test("timesBySize() refuses wrong arguments, and says why in one sentence", () => {
  assertThrows(() => timesBySize([], { a: [] }), RangeError, "xs is empty");
  assertThrows(() => timesBySize([1, 0], { a: [1, 2] }), RangeError, "xs has the size 0: sizes are above 0.");
  assertThrows(() => timesBySize([1], {}), RangeError, "milliseconds contains 0 lists: pass 1 to 6");
  assertThrows(() => timesBySize([1], [1] as never), TypeError, "milliseconds is an Array: pass lists by name");
  assertThrows(() => timesBySize([1], { a: undefined as never }), TypeError, 'milliseconds["a"] is undefined');
  assertThrows(() => timesBySize([1], { a: "1" as never }), TypeError, 'milliseconds["a"] is a string');
  assertThrows(() => timesBySize([1], { a: [1, 2] }), RangeError, 'milliseconds["a"] has 2 times for 1 sizes');
});
