/**
 * @module
 */

/** A number's text with the minus sign that formulas, names and all screens use: `−1.5`, `1e−9`. */
export function withMinus(text: string): string {
  return text.replaceAll("-", "−");
}
