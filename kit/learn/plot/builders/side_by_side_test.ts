import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { differenceCurve } from "./difference_curve.ts";
import { imageSheet } from "./image_sheet.ts";
import { lossCurve } from "./loss_curve.ts";
import { lossCurves } from "./loss_curves.ts";
import { moduleDiagram } from "./module_diagram.ts";
import { renderSvg } from "../parts/render.ts";
import { sideBySide, stacked } from "./side_by_side.ts";
import { cutOff, overlaps, svgTexts } from "../parts/svg_texts.ts";
import { walkOnCurve } from "./walk_on_curve.ts";

const losses = Array.from({ length: 1000 }, (_, i) => 4 * 0.98 ** (2 * (i + 1)));
const rounded = losses.map(Math.fround);
const walk = walkOnCurve((x) => x ** 2, [2, -1, 0.5, 0]);

Deno.test("sideBySide() draws two to five pictures without cut-off or overlapping text", async () => {
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

Deno.test("sideBySide() puts the titles of a row at the same height", async () => {
  const titles = ["On the curve", "On powers of ten"];
  const svg = await renderSvg(sideBySide(
    "The whole",
    "Two pictures.",
    { ...walk, title: titles[0] },
    lossCurve([1e3, 1e-6], { title: titles[1] }), // its axis ends at a label, which must not push the title up
  ));
  const tops = svgTexts(svg).filter(({ text }) => titles.includes(text)).map(({ top }) => top);
  assertEquals(tops, [tops[0], tops[0]]);
});

/** The size of the smallest text when the whole picture is 640 pixels wide. */
function smallestText(svg: string): number {
  const [, width] = svg.match(/viewBox="0 0 ([\d.]+) /)!.map(Number);
  const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
  return Math.min(...sizes) * Math.min(1, 640 / width);
}

const narrow = lossCurve([3, 2]);
const named = lossCurves({ ["a long name of a curve"]: losses, ["and one of another"]: rounded }, { title: "Two" });
const titled = lossCurve([3, 2], { title: "A title that needs far more room than the plot below it has" });
const diagram = moduleDiagram({ name: "x", shape: [1] }, [{ name: "f(x)", shape: [1] }]);
const sheet = imageSheet({ ["a name of a row"]: [[0, 1, 1, 0]] }, { imageWidth: 2 });

for (
  const parts of [[narrow, narrow], [narrow, narrow, narrow], [named, named], [titled, named], [sheet, narrow, walk]]
) {
  const names = parts.map(({ title }) => title).join(", ");
  Deno.test(`sideBySide() keeps text readable, however wide the parts are: ${names}`, async () => {
    const svg = await renderSvg(sideBySide("The whole", "Some pictures.", ...parts));
    assert(smallestText(svg) >= 11, `${smallestText(svg)}`);
    const below = await renderSvg(stacked("The whole", "Some pictures.", diagram, parts));
    assert(smallestText(below) >= 11, `${smallestText(below)}`);
  });
}

Deno.test("sideBySide() puts fewer pictures into a row to keep them wide, and never stretches a single one", () => {
  assertEquals(sideBySide("t", "d", narrow, narrow, narrow).columns, 2);
  assertEquals(sideBySide("t", "d", named, titled).columns, 1);
  const [alone] = sideBySide("t", "d", named, titled).concat as { width: number }[];
  assertEquals(alone.width, named.width);
});

Deno.test("stacked() puts pictures and rows of pictures below each other", async () => {
  const svg = await renderSvg(stacked("The whole", "Four.", walk, [narrow, { ...narrow, title: "Right" }], diagram));
  const [first, left, right, last] = [walk.title, narrow.title, "Right", diagram.title].map((title) =>
    svgTexts(svg).find(({ text }) => text === title)!
  );
  assert(first.bottom < left.top && left.bottom < last.top);
  assertEquals(left.top, right.top);
  assert(left.right < right.left);
  assertEquals(cutOff(svg), []);
  assertEquals(overlaps(svgTexts(svg)), []);
});

Deno.test("sideBySide() shows the loss in the terminal, or the first curve if there is no loss", () => {
  assertEquals(sideBySide("t", "d", lossCurve([4, 2]), lossCurve([9, 3])).usermeta?.sparkline?.values, [4, 2]);
  assertEquals(sideBySide("t", "d", walk, lossCurve([9, 3])).usermeta?.sparkline?.values, [9, 3]);
});

Deno.test("sideBySide() and stacked() refuse an empty list, and things that are not pictures", () => {
  assertThrows(() => sideBySide("t", "d"), RangeError, "pass at least one picture");
  assertThrows(() => stacked("t", "d"), RangeError, "pass at least one picture");
  assertThrows(() => stacked("t", "d", narrow, []), RangeError, "pass at least one picture");
  assertThrows(() => stacked("t", "d", [narrow, 3 as never]), TypeError, "Picture 2 is a number");
});
