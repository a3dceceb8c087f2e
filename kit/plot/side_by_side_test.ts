import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { differenceCurve } from "./difference_curve.ts";
import { lossCurve } from "./loss_curve.ts";
import { lossCurves } from "./loss_curves.ts";
import { renderSvg } from "./render.ts";
import { sideBySide } from "./side_by_side.ts";
import { cutOff, overlaps, svgTexts } from "./svg_texts.ts";
import { walkOnCurve } from "./walk_on_curve.ts";

const losses = Array.from({ length: 1000 }, (_, i) => 4 * 0.98 ** (2 * (i + 1)));
const rounded = losses.map(Math.fround);
const walk = walkOnCurve((x) => x ** 2, [2, -1, 0.5, 0]);

Deno.test("sideBySide() draws two to five pictures with no text cut off and none on another", async () => {
  const pictures = [
    walk,
    lossCurves({ "gradient descent": losses, "by autodiff": rounded }, { threshold: 1e-3 }),
    differenceCurve(losses, rounded),
    lossCurve([5, NaN, 1e-4, 0]),
    lossCurve([3]),
  ];
  for (let count = 2; count <= pictures.length; count++) {
    const svg = await renderSvg(sideBySide("The whole", `There are ${count} pictures.`, ...pictures.slice(0, count)));
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  }
});

Deno.test("sideBySide() has its own title and description above those of its parts", async () => {
  const svg = await renderSvg(sideBySide("The whole", "Both fall.", walk, lossCurve([4, 2])));
  assertStringIncludes(svg, "<title>The whole</title><desc>Both fall.</desc>");
  const [whole, part] = ["The whole", "The loss after each step"].map((text) =>
    svgTexts(svg).find((box) => box.text === text)!
  );
  assert(whole.bottom < part.top);
});

Deno.test("sideBySide() puts the titles of a row at one height", async () => {
  const titles = ["On the curve", "On powers of ten", "In tens"];
  const svg = await renderSvg(sideBySide(
    "The whole",
    "Three pictures.",
    { ...walk, title: titles[0] },
    lossCurve([1e3, 1e-6], { title: titles[1] }), // its axis ends at a label, which must not push the title up
    lossCurve([10, 5], { title: titles[2] }),
  ));
  const tops = svgTexts(svg).filter(({ text }) => titles.includes(text)).map(({ top }) => top);
  assertEquals(tops, [tops[0], tops[0], tops[0]]);
});

Deno.test("sideBySide() carries the loss for the terminal, or else the first curve", () => {
  assertEquals(sideBySide("t", "d", lossCurve([4, 2]), lossCurve([9, 3])).usermeta?.sparkline?.values, [4, 2]);
  assertEquals(sideBySide("t", "d", walk, lossCurve([9, 3])).usermeta?.sparkline?.values, [9, 3]);
});

Deno.test("sideBySide() refuses to draw nothing", () => {
  assertThrows(() => sideBySide("t", "d"), RangeError, "pass at least one picture");
});
