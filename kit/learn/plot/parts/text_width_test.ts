import { assert } from "@std/assert";
import { textWidth } from "./text_width.ts";

Deno.test("textWidth() is at least the width in DejaVu Sans, and not much more", () => {
  // Measured with resvg, in ems of regular and of semibold letters.
  const measured: [text: string, regular: number, bold: number][] = [
    ["loss (log scale)", 7.27, 8.29],
    ["gradient descent", 8.41, 9.54],
    ["1.13 · 10⁻¹⁷", 5.63, 6.17],
    ["100,000", 3.96, 4.39],
    ["end: x = 3.37 · 10⁻⁹", 9.89, 10.84],
    ["start and end: x = −0.51", 12.37, 13.74],
    ["f(x)", 1.62, 1.89],
    ["|a − b|", 3.14, 3.40],
    ["1,480 steps", 5.71, 6.41],
    ["ÄÖÜ äöü ß éè", 6.80, 7.58],
    ["θ₁ + x₅²", 3.76, 4.08],
    ["MMMM WWWW", 7.59, 8.62],
  ];
  for (const [text, regular, bold] of measured) {
    for (const [real, weight] of [[regular, 400], [bold, 600]]) {
      const ratio = textWidth(text, 1, weight) / real;
      assert(ratio >= 1 && ratio < 1.35, `${text} at weight ${weight}: ${ratio.toFixed(2)} times the real width`);
    }
  }
});
