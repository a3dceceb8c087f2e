import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { lossCurve } from "./loss_curve.ts";
import { lossCurves } from "./loss_curves.ts";
import type { Picture } from "../parts/picture.ts";
import { renderSvg } from "../parts/render.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";
import { palette } from "../parts/theme.ts";

/** The losses of gradient descent on x² from 2 with a learning rate of 0.01. */
const falling = Array.from({ length: 1000 }, (_, i) => 4 * 0.98 ** (2 * (i + 1)));
const slow = Array.from({ length: 1000 }, (_, i) => 4 * Math.exp(-i / 300));

/** Very different inputs that a learner may draw. */
const cases: Record<string, () => Record<string, unknown>> = {
  "one value": () => lossCurve([5]),
  "equal values": () => lossCurve([5, 5, 5]),
  "a hundredfold fall": () => lossCurve(falling),
  "zeros among small losses": () => lossCurve([5, 1, 1e-4, 0, 1e-5, 0, 0, 0]),
  "only zeros": () => lossCurve([0, 0, 0]),
  "NaN and infinities between numbers": () => lossCurve([5, 4, NaN, 3, 2, Infinity, -Infinity]),
  "only NaN": () => lossCurve([NaN, NaN]),
  "a run that diverges": () => lossCurve([1, 1e120, 1e250, Number.MAX_VALUE, Infinity, NaN]),
  "the smallest number": () => lossCurve([1, 5e-324, 1e-310]),
  "negative values": () => lossCurve([-5, -500, -5e4]),
  "values that differ in the tenth digit": () => lossCurve([1e6 + 1e-4, 1e6]),
  "two curves and a threshold": () =>
    lossCurves({ "gradient descent": falling, "random search": slow }, { threshold: 0.5 }),
  "the same curve three times": () => lossCurves({ one: falling, two: falling, three: falling }, { threshold: 1e-3 }),
  "a log x axis": () =>
    lossCurves({ "gradient descent": falling, "random search": slow }, { logX: true, threshold: 1 }),
  "marks at the first and the last step": () =>
    lossCurves({ slow, falling }, {
      marks: { slow: { step: 1, text: "here" }, falling: { step: 1000, text: "there" } },
    }),
  "six curves that end alike": () => lossCurves({ a: [3, 1], b: [3, 1], c: [3, 1], d: [3, 1], e: [3, 1], f: [3, 1] }),
  "a long title": () =>
    lossCurve([2, 1], { title: "Which of the two methods needs fewer steps to reach a loss of one thousandth?" }),
  "curves that end early": () => lossCurves({ falling, short: falling.slice(0, 30), slow: slow.slice(0, 600) }),
  "curves that end early, and zeros": () =>
    lossCurves({ a: [1, 1e-5, 0, 0], b: [2, 0], c: [2, 1] }, { threshold: 1e-6 }),
  "a very long name": () => lossCurves({ ["x".repeat(200)]: [3, 1], "<b>&": [2, 1] }),
};

for (const [name, picture] of Object.entries(cases)) {
  Deno.test(`lossCurves() draws ${name} without cut-off or overlapping text`, async () => {
    const svg = await renderSvg(picture() as ReturnType<typeof lossCurve>);
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
    assert(
      !/NaN[,\s"]|Infinity[,\s"]|undefined/.test(svg.replace(/<desc>.*?<\/desc>|>[^<]*</g, "")),
      "a number is missing",
    );
  });
}

Deno.test("lossCurve() uses a log axis only for a loss that falls by a factor of 100", async () => {
  assertStringIncludes(await renderSvg(lossCurve([1, 1e-6])), "10⁻⁶");
  assertStringIncludes(await renderSvg(lossCurve([100, 1])), "log scale");
  assert(!(await renderSvg(lossCurve([99, 1]))).includes("log scale"));
});

Deno.test("lossCurve() labels a logarithmic axis as such, with and without a unit", async () => {
  assertStringIncludes(await renderSvg(lossCurve([100, 1], { yTitle: "error (cm)" })), ">error (cm, log scale)<");
  assertStringIncludes(await renderSvg(lossCurve([100, 1], { yTitle: "f(x)" })), ">f(x) (log scale)<");
});

Deno.test("lossCurve() writes the last loss at the end of the line", async () => {
  const texts = svgTexts(await renderSvg(lossCurve(falling))).map(({ text }) => text);
  assert(texts.includes("1.13 · 10⁻¹⁷"), texts.join(" | "));
});

Deno.test("lossCurve() marks losses of 0 on an axis that has no 0", async () => {
  assertStringIncludes(await renderSvg(lossCurve([1, 1e-5, 0, 0])), "exactly 0 from step 3 on");
});

Deno.test("lossCurve() marks losses that are not finite", async () => {
  assertStringIncludes(await renderSvg(lossCurve([1, 2, NaN, 3])), "NaN at step 3");
  assertStringIncludes(await renderSvg(lossCurve([1, 2, NaN, Infinity])), "not finite from step 3 on");
});

Deno.test("lossCurve() keeps a spike among 100,000 values, and the SVG small", async () => {
  const picture = lossCurve(Array.from({ length: 100_000 }, (_, i) => i === 77_777 ? 9 : 1 + (i % 7) / 10));
  assertStringIncludes(JSON.stringify(picture), `{"step":77778,"loss":9}`);
  const svg = await renderSvg(picture);
  assert(svg.length < 40_000, `${svg.length} characters`);
});

Deno.test("lossCurves() marks where curves first reach the threshold, and names any that never do", async () => {
  const picture = lossCurves({ fast: [8, 4, 1, 0.5], slow: [8, 7, 6, 5] }, { threshold: 1 });
  assertStringIncludes(await renderSvg(picture), ">3 steps<");
  assertStringIncludes(picture.description, "fast reaches 1 after 3 steps, slow never reaches 1.");
});

/** The lines of a picture in drawing order: colour, width and dashes. */
async function linesOf(picture: Picture): Promise<{ colour: string; width: number; dash: string }[]> {
  const paths = (await renderSvg(picture)).matchAll(
    /<path d="M[^"]*" stroke="([^"]*)" stroke-width="([^"]*)"([^>]*)>/g,
  );
  return [...paths].map(([, colour, width, rest]) => ({
    colour,
    width: Number(width),
    dash: rest.match(/stroke-dasharray="([^"]*)"/)?.[1] ?? "",
  }));
}

Deno.test("lossCurves() draws a covered line wider, with a border between it and the line that covers it", async () => {
  const [lower, rim, upper, ...others] = await linesOf(lossCurves({ a: [3, 2, 1], b: [3, 2, 1] }));
  assertEquals(others, []);
  assertEquals([lower.colour, rim.colour, upper.colour], [
    palette.model.light,
    palette.background.light,
    palette.rival.light,
  ]);
  assert(lower.width > rim.width && rim.width > upper.width);
  const apart = await linesOf(lossCurves({ a: [3, 2, 1], b: [2, 1, 0] }));
  assertEquals(apart.map(({ width }) => width), [2.5, 2.5]);
});

Deno.test("lossCurves() draws lines that zigzag behind smooth lines", async () => {
  const noisy = falling.map((loss, i) => loss * (1.1 + Math.sin(i)));
  const colours = async (picture: Picture) => (await linesOf(picture)).map(({ colour }) => colour);
  const [model, rival] = [palette.model.light, palette.rival.light];
  assertEquals(await colours(lossCurves({ falling, noisy })), [rival, model]);
  assertEquals(await colours(lossCurves({ noisy, falling })), [model, rival]);
});

Deno.test("lossCurves() puts a name where its line ends, even inside the plot", async () => {
  const texts = svgTexts(await renderSvg(lossCurves({ long: falling, short: falling.slice(0, 300) })));
  const [long, short, middle] = ["long", "short", "400"].map((name) => texts.find(({ text }) => text === name)!);
  assert(short.left < middle.right && short.right < long.left, JSON.stringify({ long, short, middle }));
});

Deno.test("lossCurves() accepts a lowest loss, and marks smaller losses at the lower edge", async () => {
  const svg = await renderSvg(lossCurve(falling, { lowest: 1e-8 }));
  assertStringIncludes(svg, ">below 10⁻⁸ from step ");
  assert(!svg.includes(">10⁻¹⁰<"));
  assertStringIncludes(await renderSvg(lossCurve(falling, { lowest: 1e-8, threshold: 1e-10 })), ">loss 10⁻¹⁰<");
  assertThrows(() => lossCurve([1], { lowest: -1 }), RangeError, "lowest is −1: pass a loss above 0.");
});

Deno.test("lossCurves() returns data that JSON can store without changes", () => {
  const picture = lossCurves({ a: [1, 1e-9, 0], b: [3, NaN, 2] });
  const { usermeta: _, ...spec } = picture;
  assertEquals(JSON.parse(JSON.stringify(spec)), spec);
});

Deno.test("lossCurve() accepts typed arrays", () => {
  assertEquals(lossCurve(new Float32Array([8, 4])).description, "The loss falls from 8 to 4 in 2 steps.");
});

Deno.test("lossCurves() accepts one to six lists of numbers, and refuses anything else in a sentence", () => {
  assertThrows(() => lossCurve([]), RangeError, "losses is empty: pass at least one number.");
  assertThrows(() => lossCurve("abc" as never), TypeError, "losses is a string: pass a list of numbers.");
  assertThrows(() => lossCurve([1, "2"] as never), TypeError, "losses[1] is a string: pass a list of numbers.");
  assertThrows(() => lossCurves({}), RangeError, "losses contains no lists");
  assertThrows(() => lossCurves([1, 2] as never), TypeError, "losses is an Array");
  assertThrows(() => lossCurves({ a: [1], b: undefined as never }), TypeError, `losses["b"] is undefined`);
  assertThrows(() => lossCurve([1], { threshold: 0 }), RangeError, "threshold is 0: pass a loss above 0.");
  const seven = Object.fromEntries([..."abcdefg"].map((name) => [name, [1]]));
  assertThrows(() => lossCurves(seven), RangeError, "losses contains 7 lists: pass at most 6");
});

Deno.test("lossCurves() marks a step of a curve, and refuses a step that does not exist", async () => {
  const losses = { training: [8, 4, 1, 0.5], validation: [8, 5, 6, 9] };
  const picture = lossCurves(losses, { marks: { validation: { step: 2, text: "the turn" } } });
  const texts = svgTexts(await renderSvg(picture)).map(({ text }) => text);
  assert(texts.includes("the turn"), texts.join(" | "));
  const marks = (marks: unknown) => () => lossCurves(losses, { marks } as Parameters<typeof lossCurves>[1]);
  assertThrows(
    marks({ test: { step: 2, text: "" } }),
    RangeError,
    'marks["test"] marks no curve: the curves are "training"',
  );
  assertThrows(marks({ training: { step: 5, text: "" } }), RangeError, "step is 5: pass a step from 1 to 4.");
  assertThrows(marks({ training: 5 }), TypeError, 'marks["training"] has no text: pass { step, text }.');
});
