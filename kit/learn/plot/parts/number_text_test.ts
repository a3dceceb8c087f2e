import { assertEquals } from "@std/assert";
import { fixedText, numberText, powerOfTen, stepsText } from "./number_text.ts";

Deno.test("numberText() keeps three significant digits", () => {
  const cases: [number, string, string][] = [
    [3.8416, "3.84", "3.84"],
    [1.1342e-17, "1.13e−17", "1.13 · 10⁻¹⁷"],
    [0.001, "0.001", "0.001"],
    [1e-5, "1e−5", "10⁻⁵"],
    [-0.5, "−0.5", "−0.5"],
    [1234, "1,234", "1,234"],
    [-11034.5, "−11,000", "−11,000"],
    [123456.7, "1.23e5", "1.23 · 10⁵"],
    [0, "0", "0"],
    [-0, "0", "0"],
    [NaN, "NaN", "NaN"],
    [-Infinity, "−Infinity", "−∞"],
  ];
  for (const [value, e, power] of cases) {
    assertEquals(numberText(value), e);
    assertEquals(numberText(value, "power"), power);
  }
});

Deno.test("powerOfTen() uses superscripts, and stepsText() uses the singular for 1", () => {
  assertEquals([powerOfTen(-12), powerOfTen(0), powerOfTen(3)], ["10⁻¹²", "10⁰", "10³"]);
  assertEquals([stepsText(1), stepsText(1480)], ["1 step", "1,480 steps"]);
});

Deno.test("fixedText() groups thousands and keeps the given number of decimals", () => {
  const texts = [fixedText(1234567, 0), fixedText(-1234.5, 2), fixedText(999, 0), fixedText(-0, 1), fixedText(100, 0)];
  assertEquals(texts, ["1,234,567", "-1,234.50", "999", "0.0", "100"]);
});
