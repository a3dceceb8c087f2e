/**
 * @module
 */

/** A number as text, with the minus sign of formulas and names, as everywhere on the screen: `−1.5`, `1e−9`. */
export function withMinus(text: string): string {
  return text.replaceAll("-", "−");
}
