/**
 * @module
 */

/** A number as text, with the minus of formulas and names, as everything on the screen has it: `−1.5`, `1e−9`. */
export function withMinus(text: string): string {
  return text.replaceAll("-", "−");
}
