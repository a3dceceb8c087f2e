/**
 * Texts for an SVG. An SVG is XML, and is not shown at all if it has a character that XML does not allow.
 * @module
 */

/** Finds control characters, halves of emoji, and code points that are not characters. */
// deno-lint-ignore no-control-regex
const NO_CHARACTER = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u;

/** Whether XML allows all of `text`. */
export function isXmlText(text: string): boolean {
  return !NO_CHARACTER.test(text);
}

/** `text`, with a � for each character that XML does not allow. */
export function toXmlText(text: string): string {
  return text.replace(new RegExp(NO_CHARACTER, "gu"), "\ufffd");
}
