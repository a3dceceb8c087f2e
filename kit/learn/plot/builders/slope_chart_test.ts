import { assert, assertEquals, assertThrows } from "@std/assert";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { slopeChart } from "./slope_chart.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";

const places = ["training", "test"];

const cases = {
  "one run": () => slopeChart(places, { plain: [[1, 0.8]] }),
  "two ways": () => slopeChart(places, { plain: [[1, 0.8], [0.9, 0.79]], augmented: [[0.9, 0.82], [0.88, 0.81]] }),
  "methods that end at the same point": () =>
    slopeChart(places, { a: [[1, 2]], b: [[1, 2]], c: [[3, 2]], d: [[4, 2]] }),
  "a method without a run": () => slopeChart(places, { plain: [[1, 0.8]], augmented: [] }),
  "no run at all": () => slopeChart(places, { plain: [] }),
  "one place": () => slopeChart(["here"], { plain: [[1], [2]] }),
  "six places with long names": () =>
    slopeChart(Array.from({ length: 6 }, (_, i) => `${i}${"n".repeat(99)}`), { plain: [[1, 2, 3, 4, 5, 6]] }),
  "values that are not finite": () => slopeChart(places, { plain: [[NaN, 1], [Infinity, -Infinity]] }),
  "values that are all equal": () => slopeChart(places, { plain: [[0.5, 0.5]] }),
  "a long name": () => slopeChart(places, { ["n".repeat(99)]: [[1, 2]] }),
  "two pictures": () =>
    sideBySide(
      "Two",
      "Two.",
      slopeChart(places, { a: [[1, 2]] }),
      slopeChart([...places, "mirrored"], { b: [[1, 2, 0]] }),
    ),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`slopeChart() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

Deno.test("slopeChart() names every method, every place and both axes", async () => {
  const picture = slopeChart(places, { plain: [[1, 0.8]], augmented: [] }, { xTitle: "images" });
  const texts = svgTexts(await renderSvg(picture)).map(({ text }) => text);
  for (const text of ["plain", "augmented: missing", "training", "test", "images", "accuracy"]) {
    assert(texts.includes(text), texts.join(" | "));
  }
});

Deno.test("slopeChart() describes the spread of the runs with numbers", () => {
  const { description, title } = slopeChart(places, { plain: [[1, 0.8], [1, 0.7]], augmented: [] });
  assertEquals(description, "plain: 1 (training), 0.7 to 0.8 (test). augmented is missing.");
  assertEquals(title, "From place to place");
});

Deno.test("slopeChart() leaves a gap in a line where there is no value", () => {
  const [line, points] = slopeChart(["a", "b"], { plain: [[NaN, 1]] }).layer as { data: { values: unknown[] } }[];
  assertEquals(line.data.values, [{ place: 0, value: null }, { place: 1, value: 1 }]);
  assertEquals(points.data.values, [{ place: 1, value: 1 }]);
});

Deno.test("slopeChart() refuses wrong arguments, and says why in one sentence", () => {
  assertThrows(() => slopeChart([], { a: [] }), RangeError, "There are 0 places: pass 1 to 6 names.");
  assertThrows(() => slopeChart("ab" as never, { a: [] }), TypeError, "places is a string: pass a list of names.");
  assertThrows(() => slopeChart([1] as never, { a: [] }), TypeError, "places[0] is a number: pass a name.");
  assertThrows(() => slopeChart(places, {}), RangeError, "runs contains 0 methods: pass 1 to 6, one for each colour.");
  assertThrows(() => slopeChart(places, [[1, 2]] as never), TypeError, "runs is an Array: pass lists of runs by name");
  assertThrows(() => slopeChart(places, { a: 1 as never }), TypeError, 'runs["a"] is a number: pass a list of runs.');
  assertThrows(() => slopeChart(places, { a: [[1]] }), RangeError, 'runs["a"][0] has 1 values for 2 places');
  assertThrows(() => slopeChart(places, { a: [["1", 2]] as never }), TypeError, 'runs["a"][0][0] is a string');
});

Deno.test("slopeChart() shows as much of the name of each place as fits", async () => {
  const places = Array.from({ length: 6 }, (_, i) => `${i} ${"m".repeat(20)}`);
  const svg = await renderSvg(slopeChart(places, { ["m".repeat(40)]: [[1, 1, 1, 1, 1, 1]] }));
  const shown = svgTexts(svg).map(({ text }) => text).filter((text) => /^\d[^\d.]/.test(text));
  assertEquals(shown.map((text) => text[0]), ["0", "1", "2", "3", "4", "5"]);
});
