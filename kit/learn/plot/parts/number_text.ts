/**
 * Numbers that are easy to read: three significant digits, and powers of ten instead of many zeros.
 * @module
 */
import { withMinus } from "../../../base/minus.ts";

/**
 * Writes a number with at most three significant digits: `3.84`, `1,000`, `1.13e−17`, `NaN`.
 * @param style "e" for terminals and descriptions (`1.13e−17`), "power" for pictures (`1.13 · 10⁻¹⁷`).
 */
export function numberText(value: number, style: "e" | "power" = "e"): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return withMinus(style === "e" ? String(value) : value < 0 ? "-∞" : "∞");
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (Number.isInteger(value) && size < 1e6) return withMinus(countText(value));
  if (size >= 0.001 && size < 99_950) {
    const rounded = Number(value.toPrecision(3));
    return withMinus(Number.isInteger(rounded) ? countText(rounded) : String(rounded));
  }
  const [digits, exponent] = value.toExponential(2).split("e").map(Number);
  if (style === "e") return withMinus(`${digits}e${exponent}`);
  return digits === 1 ? powerOfTen(exponent) : `${withMinus(String(digits))} · ${powerOfTen(exponent)}`;
}

/** Writes a power of ten: `10⁻⁵` for −5. */
export function powerOfTen(exponent: number): string {
  const superscript = [...String(Math.abs(exponent))].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${superscript}`;
}

/** Writes an exact count: `1,000` for 1000. */
export function countText(count: number): string {
  return fixedText(count, 0);
}

/**
 * Writes 1234.5 with 2 decimals as `1,234.50`, without toLocaleString, whose first call would take longer than drawing
 * the rest of a picture.
 */
export function fixedText(value: number, decimals: number): string {
  const [whole, fraction] = (value === 0 ? 0 : value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Writes a number of steps: `1 step`, `1,000 steps`. */
export function stepsText(count: number): string {
  return counted(count, "step");
}

/**
 * Writes a number with a noun: `1 value`, `1,000 values`.
 * @param many The plural, if it is not formed by adding an s: `counted(2, "tensor is", "tensors are")`.
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  const text = countText(count);
  return `${withMinus(text)} ${text === "1" ? one : many}`;
}
