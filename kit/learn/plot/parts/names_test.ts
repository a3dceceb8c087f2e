/**
 * Tests that any text can be a name, in every picture with names.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { confusionMatrix } from "../builders/confusion_matrix.ts";
import { differenceCurve } from "../builders/difference_curve.ts";
import { fitCurve } from "../builders/fit_curve.ts";
import { svgProblem } from "./harmless_svg.ts";
import { imageSheet } from "../builders/image_sheet.ts";
import { lossCurve } from "../builders/loss_curve.ts";
import { lossCurves } from "../builders/loss_curves.ts";
import { moduleDiagram } from "../builders/module_diagram.ts";
import { namedDots } from "../builders/named_dots.ts";
import type { Picture } from "./picture.ts";
import { toPng } from "./png.ts";
import { renderSvg } from "./render.ts";
import { sideBySide } from "../builders/side_by_side.ts";
import { slopeChart } from "../builders/slope_chart.ts";
import { spread } from "../builders/spread.ts";
import { sumOfParts } from "../builders/sum_of_parts.ts";
import { cutOff, svgTexts } from "./svg_texts.ts";
import { timesBySize } from "../builders/times_by_size.ts";
import { walksOnContours } from "../builders/walks_on_contours.ts";
import { toXmlText } from "./xml_text.ts";

const curve = { xs: [0, 1, 2], ys: [1, 2, 4] };
const other = { xs: [0, 2], ys: [1, 3] };

/** Pictures with a name, by the kind of name; `second` is another name. */
const PICTURES: Record<string, (name: string, second: string) => Picture> = {
  "a curve": (name, second) => lossCurves({ [name]: [8, 4, 2], [second]: [9, 3, 1] }),
  "a mark": (name, second) =>
    lossCurves({ [name]: [8, 4, 2], [second]: [9, 3, 1] }, { marks: { [name]: { step: 2, text: name } } }),
  "a curve that is not finite": (name, second) => lossCurves({ [name]: [8, NaN, NaN], [second]: [9, 3, 1] }),
  "a model": (name) => fitCurve({ data: curve, model: other }, { names: { model: name } }),
  "its data": (name) => fitCurve({ data: curve }, { names: { data: name } }),
  "a sum": (name) => sumOfParts([curve, curve], curve, { name }),
  "times": (name, second) => timesBySize([1, 2], { [name]: [1, 2], [second]: [] }),
  "a walk": (name) => walksOnContours((x, y) => x ** 2 + y ** 2, { [name]: [[2, 1], [1, 0.5]] }),
  "dots": (name, second) => namedDots({ [name]: curve, [second]: other }),
  "images": (name) => imageSheet({ [name]: [[0, 1, 1, 0]] }, { imageWidth: 2 }),
  "a class": (name, second) => confusionMatrix([[8, 2], [1, 9]], [name, second]),
  "a place": (name, second) => slopeChart([second, second, name, second], { plain: [[1, 0.8, 0.7, 0.6]] }),
  "a way": (name, second) => slopeChart(["here", "there"], { [name]: [[1, 0.8]], [second]: [] }),
  "a part of a model": (name, second) =>
    moduleDiagram({ name, shape: [second] }, [{ name: second, shape: [1], parameters: [{ name, shape: [2] }] }]),
};

/** Pictures with a title. */
const TITLED: Record<string, (title: string) => Picture> = {
  lossCurve: (title) => lossCurve([8, 4], { title, xTitle: title, yTitle: title }),
  fitCurve: (title) => fitCurve({ data: curve }, { title, xTitle: title, yTitle: title }),
  slopeChart: (title) => slopeChart(["a"], { b: [[1]] }, { title, xTitle: title, yTitle: title }),
  spread: (title) => spread([1, 2], 1.5, { title, xTitle: title }),
  differenceCurve: (title) => differenceCurve([1, 2], [1, 3], { title }),
  sideBySide: (title) =>
    sideBySide(title, title, lossCurve([8, 4], { title }), imageSheet({ a: [[1]] }, { imageWidth: 1, title })),
};

/** Names that often break programs. */
const ODD = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...["__proto__", "prototype", "if", "datum", "event", "item", "null", "true", "NaN", "undefined", "this", "function"],
  ...["", " ", "a.b", "a[0]", "[0]", "a\\.b", "'", '"', `'"\``, "\\", "\\n", "a\nb", "\t", "<b>&amp;", "]]>", "${x}"],
  ...[
    "$ref",
    "signal",
    "field",
    "0",
    "-1",
    "1e3",
    "😀",
    "👩‍👩‍👧‍👦",
    "نص",
    "naïve",
    "n\u0303",
    "\u2028",
    "\u202e",
    "\0",
    "\x1b[31m",
    "\ud83d",
  ],
  ...["x".repeat(1000), "m".repeat(1000), "😀".repeat(100), "ab ".repeat(50), "\u0301".repeat(500), "漢".repeat(40)],
];

const anyName = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);

Deno.test("every unusual name is drawn", async () => {
  for (const name of ODD) await isDrawn(name, ["a curve", "a place"]);
});

Deno.test("names that Vega misreads and long names are drawn wherever a picture has a name", async () => {
  for (const name of ["constructor", "if", "", "\ud83d\0", "m".repeat(1000), "😀".repeat(100)]) {
    await isDrawn(name, Object.keys(PICTURES));
  }
});

Deno.test("any name is drawn wherever a picture has a name", () =>
  fc.assert(
    fc.asyncProperty(anyName, fc.constantFrom(...Object.keys(PICTURES)), (name, what) => isDrawn(name, [what])),
    { numRuns: 100, seed: 42 },
  ));

Deno.test("any title of a picture, of a part or of an axis is drawn", async () => {
  for (const title of ODD.filter((title) => title.trim() !== "" && title.length < 9)) {
    for (const [what, draw] of Object.entries(TITLED)) assertShown(await renderSvg(draw(title)), title, what);
  }
});

Deno.test("a list that is called __proto__ in an object literal is drawn", async () => {
  const picture = lossCurves({ sgd: [8, 4], __proto__: [9, 3] });
  assertEquals(
    picture.description,
    "The loss of sgd falls from 8 to 4 in 2 steps. The loss of __proto__ falls from 9 to 3 in 2 steps.",
  );
  assertShown(await renderSvg(picture), "__proto__", "a curve");
  assertShown(await renderSvg(namedDots({ a: curve, __proto__: other })), "__proto__", "dots");
});

Deno.test("unusual names are also drawn as PNG", async () => {
  const names = ["constructor", "if", "a\nb", "\ud83d", "\0"];
  const svg = await renderSvg(lossCurves(Object.fromEntries(names.map((name, i) => [name, [8, i]]))));
  assert((await toPng(svg)).length > 1000);
});

/** Draws the given kinds of pictures with this name, and checks that the name is in them. */
async function isDrawn(name: string, pictures: string[]): Promise<void> {
  for (const what of pictures) {
    const svg = await renderSvg(PICTURES[what](name, `${name}2`));
    assertEquals(svgProblem(svg), undefined, `${what}: ${JSON.stringify(name)}`);
    assertEquals(cutOff(svg.replace(/&[a-z]+;/g, "x")), [], `${what}: ${JSON.stringify(name)}`);
    assertShown(svg, name, what);
  }
}

/** Checks that as much of `name` as fits is in the picture. */
function assertShown(svg: string, name: string, what: string): void {
  const text = written(name);
  const texts = svgTexts(svg.slice(svg.indexOf("</style>"))).map((each) => each.text);
  const isBeginning = (shown: string) => shown.indexOf("…") > 0 && text.startsWith(shown.slice(0, shown.indexOf("…")));
  assert(
    texts.some((shown) => shown.includes(text) || isBeginning(shown)),
    `${what}: ${JSON.stringify(name)} in ${JSON.stringify(texts)}`,
  );
}

/**
 * `name` as it is written in an SVG: without spaces at its ends, with entities, and with � for characters that XML does
 * not allow.
 */
function written(name: string): string {
  return toXmlText(name).trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
