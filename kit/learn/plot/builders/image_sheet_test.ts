import { assert, assertEquals, assertThrows } from "@std/assert";
import { RandomState } from "../../data/random_state.ts";
import { imageSheet } from "./image_sheet.ts";
import { lossCurve } from "./loss_curve.ts";
import { renderSvg } from "../parts/render.ts";
import { sideBySide } from "./side_by_side.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";
import { palette } from "../parts/theme.ts";

const image = (shade: number, length = 784) => Array.from({ length }, () => shade);

const cases = {
  "one pixel": () => imageSheet({ dot: [[1]] }, { imageWidth: 1 }),
  "two rows of different length": () => imageSheet({ boots: [image(1), image(0.5)], bags: [image(0.2)] }),
  "a row without images": () => imageSheet({ boots: [image(1)], bags: [] }),
  "nothing but background": () => imageSheet({ boots: [image(0)] }),
  "pixels that are not numbers": () => imageSheet({ boots: [image(NaN), image(Infinity)] }),
  "twelve rows": () => imageSheet(Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`row ${i}`, [image(1)]]))),
  "images of 5 × 2 pixels": () => imageSheet({ wide: [image(1, 10), image(1, 10)] }, { imageWidth: 5 }),
  "images of 60 × 50 pixels": () =>
    imageSheet({ large: [image(1, 3000)], other: [image(1, 3000)] }, { imageWidth: 60 }),
  "a long name": () => imageSheet({ ["n".repeat(99)]: [image(1)] }),
  "two pictures": () => sideBySide("Two", "Two.", imageSheet({ a: [image(1)] }), lossCurve([3, 2, 1])),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`imageSheet() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture());
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}

/** The strokes in an SVG: colour, opacity and place. */
function strokes(svg: string): [colour: string, opacity: string, path: string][] {
  const paths = svg.matchAll(/<path d="([^"]*)" stroke="([^"]*)"(?: stroke-opacity="([^"]*)")?/g);
  return Array.from(paths, ([, path, colour, opacity = "1"]) => [colour, opacity, path]);
}

Deno.test("imageSheet() draws adjacent pixels of one shade as one stroke, and nothing for 0", async () => {
  const svg = await renderSvg(imageSheet({ steps: [[0, 1, 1, 0.5, 0, 0.5]] }, { imageWidth: 3 }));
  const ink = palette.ink.light;
  assertEquals(strokes(svg), [
    [ink, "0.5", "M0,19.5L9,19.5M18,19.5L27,19.5"],
    [ink, "1", "M9,10.5L27,10.5"],
  ]);
});

Deno.test("imageSheet() draws rows below each other, and images next to each other with a gap", async () => {
  const svg = await renderSvg(imageSheet({ a: [[1], [1]], b: [[1]] }, { imageWidth: 1 }));
  assertEquals(strokes(svg).map(([, , path]) => path), ["M0,15L28,15M30,15L58,15M0,45L28,45"]);
});

Deno.test("imageSheet() draws values below 0 like 0, above 1 like 1, and NaN in orange", async () => {
  const svg = await renderSvg(imageSheet({ wild: [[-3, 7, NaN]] }, { imageWidth: 3 }));
  assertEquals(strokes(svg).map(([colour, opacity]) => [colour, opacity]), [
    [palette.rival.light, "1"],
    [palette.ink.light, "1"],
  ]);
});

Deno.test("imageSheet() writes the name of each row, and its description has the counts", async () => {
  const picture = imageSheet({ boots: [image(1), image(1)], bags: [Float32Array.from(image(1))] });
  assertEquals(svgTexts(await renderSvg(picture)).map(({ text }) => text), ["boots", "bags", "Images"]);
  assertEquals(picture.description, "Images of 28 × 28 pixels: 2 of boots, 1 of bags.");
});

Deno.test("imageSheet() keeps the SVG below the limit even for noise, where all neighbours differ", async () => {
  const random = new RandomState(1);
  const noise = Array.from({ length: 40 }, () => Array.from({ length: 784 }, () => random.uniform()));
  const svg = await renderSvg(imageSheet({ noise }));
  assert(svg.length < 1_000_000, `${svg.length} characters`);
});

Deno.test("imageSheet() refuses wrong arguments, and says why in one sentence", () => {
  const refuses = (rows: unknown, message: string, options = {}, kind: typeof TypeError = RangeError) =>
    assertThrows(() => imageSheet(rows as never, options), kind, message);
  refuses([image(1)], "rows is an Array: pass lists of images by name", {}, TypeError);
  refuses({ a: image(1) }, 'rows["a"][0] is a number: pass a list of numbers.', {}, TypeError);
  refuses({ a: "boots" }, 'rows["a"] is a string: pass a list of images.', {}, TypeError);
  refuses({}, "There are 0 rows: pass 1 to 12.");
  refuses({ a: [] }, "There are no images in any of the rows: pass at least one.");
  refuses({ a: [image(1, 30)] }, 'rows["a"][0] has 30 pixels: all images need the same number, in rows of 28.');
  refuses({ a: [image(1), image(1, 28)] }, 'rows["a"][1] has 28 pixels');
  refuses({ a: Array.from({ length: 41 }, () => image(1)) }, "There are more than 32,000 pixels: pass fewer images.");
  refuses({ a: [image(1)] }, "imageWidth is 0: pass a whole number, 1 or more.", { imageWidth: 0 });
  refuses({ a: [image(1)] }, 'There is no option "width"', { width: 28 }, TypeError);
});
