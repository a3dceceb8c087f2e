import { assert, assertEquals } from "@std/assert";
import { palette, seriesStyles, timeColours } from "./theme.ts";

const modes = ["light", "dark"] as const;

/** The brightness of a colour, from 0 to 1. Source: WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio, from 1 (no difference) to 21 (black on white). Source: WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [bright, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dark + 0.05);
}

Deno.test("every colour of lines and text stands out from light and dark pages", () => {
  const { ink, axis, truth } = palette;
  const lines = Object.values(palette).filter(({ light }) => seriesStyles.some(({ colour }) => colour === light));
  assertEquals(lines.length, seriesStyles.length);
  for (const mode of modes) {
    for (const shade of [ink, axis, truth, ...lines]) {
      const ratio = contrast(shade[mode], palette.background[mode]);
      assert(ratio >= 4.5, `${shade[mode]} has ${ratio.toFixed(2)} : 1 on a ${mode} page`);
    }
  }
});

Deno.test("the model and its rival differ in greyscale on light and dark pages", () => {
  for (const mode of modes) assert(contrast(palette.model[mode], palette.rival[mode]) >= 1.5, mode);
});

Deno.test("later points of a walk stand out more on light and dark pages", () => {
  for (const mode of modes) {
    const shades = timeColours.map((colour) => Object.values(palette).find(({ light }) => light === colour)![mode]);
    const ratios = shades.map((shade) => contrast(shade, palette.background[mode]));
    assertEquals(ratios, [...ratios].sort((a, b) => a - b));
    assert(ratios[0] >= 2, `${ratios[0]}`);
  }
});

Deno.test("no two colours share a light shade, because it is used to find the dark shade", () => {
  const shades = Object.values(palette).map(({ light }) => light);
  assertEquals(new Set(shades).size, shades.length);
});
