/**
 * Tests that the goal pictures can be read when they are small, and without colours.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { readText } from "../../../base/read_text.ts";
import { root } from "../../../base/root.ts";
import { alikeInGrey } from "./greyscale.ts";
import { cutOff, overlaps, svgTexts } from "./svg_texts.ts";
import { palette } from "./theme.ts";

/** The width at which the pictures are shown, and the smallest text size at this width, in pixels. */
const [WIDTH, LEAST_TEXT] = [640, 11];

const folder = join(root, "docs/pictures");
const ids = [...Deno.readDirSync(folder)].filter(({ name }) => /^\d\d_\w+\.svg$/.test(name))
  .map(({ name }) => name.replace(".svg", ""));
const pictures = await Promise.all(
  ids.sort().map(async (id) => ({ id, svg: await readText(join(folder, `${id}.svg`)) })),
);

/** Whether a text is a label: the text of axes is grey, and the title of the whole picture is larger. */
function isLabel(attributes: string): boolean {
  return /font-size="1[45]px"/.test(attributes) && !attributes.includes(`fill="${palette.axis.light}"`);
}

function descriptionOf(svg: string): string {
  return svg.match(/<desc>([^<]*)/)![1];
}

/** The numbers in a text, whichever way they are written: 6.1e-6 for both `6.1 · 10⁻⁶` and `6.1e-6`. */
function numbersIn(text: string): number[] {
  const plain = text.replaceAll("−", "-").replaceAll(",", "")
    .replace(
      /(?:([\d.]+) · )?10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)/g,
      (_, digits = "1", exponent: string) =>
        `${digits}e${exponent.replace(/./g, (each) => "0123456789-"["⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(each)])}`,
    );
  return [...plain.matchAll(/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g)].map(Number);
}

/**
 * Whether a number in a label and one in a description agree; the label has three digits, and the description may have
 * two.
 */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(b) * 0.006;
}

for (const { id, svg } of pictures) {
  Deno.test(`the picture of ${id} can be read without colours`, () => assertEquals(alikeInGrey(svg), []));

  Deno.test(`the picture of ${id} has every number of its labels in its description`, () => {
    const said = numbersIn(descriptionOf(svg));
    const labels = [...svg.matchAll(/<text([^>]*)>([^<]*)</g)].filter(([, attributes]) => isLabel(attributes));
    const missing = labels.map(([, , text]) => text).filter((text) => !text.includes("(")) // the title of an axis
      .filter((text) => !numbersIn(text).every((number) => said.some((each) => isNear(each, number))));
    assertEquals(missing, []);
  });

  Deno.test(`the picture of ${id} has different titles above its parts`, () => {
    const titles = [...svg.matchAll(/<text([^>]*font-size="15px"[^>]*)>([^<]*)</g)].map(([, , text]) => text);
    assertEquals(titles.length, new Set(titles).size);
  });

  Deno.test(`the picture of ${id} has no text that is below 11 px at a width of 640, cut off or overlapping`, () => {
    const [, width] = svg.match(/viewBox="0 0 ([\d.]+) /)!.map(Number);
    const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
    const smallest = Math.min(...sizes) * Math.min(1, WIDTH / width);
    assert(smallest >= LEAST_TEXT, `${smallest.toFixed(1)} px`);
    assertEquals(cutOff(svg), []);
    assertEquals(overlaps(svgTexts(svg)), []);
  });
}
