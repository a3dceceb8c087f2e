import { assertEquals } from "@std/assert";
import { formula, isFormula } from "./formula.ts";

/** The elements of each piece of a formula, without its frame. */
const pieces = (text: string) =>
  [...formula(text).text.matchAll(/<math [^>]*><mrow>([^]*?)<\/mrow><\/math>/g)].map(([, each]) =>
    each.replaceAll("\n", "").replaceAll(' stretchy="false"', "")
  );
const inside = (text: string) => pieces(text).join(" | ");

Deno.test("formula() sets words upright, letters slanted, and signs as signs", () => {
  assertEquals(
    inside("x ← x − rate · g"),
    "<mi>x</mi><mo>←</mo><mi>x</mi><mo>−</mo><mi>rate</mi><mo>·</mo><mi>g</mi>",
  );
});

Deno.test("formula() is in pieces between which a line can end, if it is long: before operators and after commas", () => {
  const words = (text: string) => pieces(text).map((each) => each.replaceAll(/<[^>]*>/g, ""));
  assertEquals(words("x ← x − learning rate · f′(x)"), ["x", "←x", "−learning rate", "·f′(x)"]);
  assertEquals(words("f(x) = −2 · (a + b) + 100 · c"), ["f(x)", "=−2", "·(a+b)", "+100", "·c"]);
  assertEquals(words("x [n, 1] → dense, 100 units"), ["x[n,1]", "→dense,", "100units"]);
  assertEquals(words("y = image[i · stride + a, j · stride + b]²"), [
    ...["y", "=image[i", "·stride", "+a,", "j", "·stride", "+b]2"],
  ]);
  assertEquals(pieces("y ← y + learning rate")[2], '<mo form="infix" lspace="0">+</mo><mi>learning rate</mi>');
  const text = formula("x ← x − learning rate · f′(x)").text;
  assertEquals(text.match(/aria-label="[^"]*"/g), ['aria-label="x ← x − learning rate · f′(x)"']);
});

Deno.test("formula() makes brackets as high as a fraction, and not higher", () => {
  assertEquals(formula("(x₁)").text.includes('<mo stretchy="false">(</mo>'), true);
  assertEquals(formula("(x / 2)").text.includes("<mo>(</mo>"), true);
});

Deno.test("formula() raises and lowers what belongs to a letter", () => {
  assertEquals(
    inside("f′(x)"),
    '<mi>f</mi><mo lspace="0" rspace="0">′</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>',
  );
  assertEquals(inside("1.3x³"), "<mn>1.3</mn><msup><mi>x</mi><mrow><mn>3</mn></mrow></msup>");
  assertEquals(inside("f_θ"), "<msub><mi>f</mi><mi>θ</mi></msub>");
  assertEquals(
    inside("β₁ᵗ"),
    "<msup><msub><mi>β</mi><mrow><mn>1</mn></mrow></msub><mrow><mi>t</mi></mrow></msup>",
  );
});

Deno.test("formula() sets fractions, roots and hats, and needs no brackets below a line", () => {
  assertEquals(
    inside("m̂ / (√v̂ + ε)"),
    '<mfrac><mover accent="true"><mi>m</mi><mo>^</mo></mover><mrow><msqrt><mover accent="true"><mi>v</mi><mo>^</mo></mover></msqrt><mo>+</mo><mi>ε</mi></mrow></mfrac>',
  );
  assertEquals(
    inside("1/N · Σᵢ"),
    "<mfrac><mn>1</mn><mi>N</mi></mfrac><mo>·</mo><msub><mo>∑</mo><mrow><mi>i</mi></mrow></msub>",
  );
});

Deno.test("formula() survives what is no formula", () => {
  for (const text of ["", "/", "√", "(", "x / ", ")", "((", "²", "_", '<script>"&'.repeat(3)]) {
    assertEquals(formula(text).text.includes("<script"), false, text);
  }
});

Deno.test("isFormula() recognizes formulas, but neither code nor sentences", () => {
  for (const text of ["x ← x − g", "f(x) = 2x", "x [n, 1] → dense, 100 units, relu → [n, 100]"]) {
    assertEquals(isFormula(text), true, text);
  }
  const others = ["learning rate", "optimizer.minimize(() => f(x).asScalar(), true, [x])!", "const x = { a: 1 };"];
  for (const text of [...others, "model.parameters()", "In each epoch = one pass over all of the points"]) {
    assertEquals(isFormula(text), false, text);
  }
});
