/**
 * @module
 */

/** Characters that JSON allows in texts, although a terminal or an editor would obey them. */
const OBEYED = /[\x7f-\x9f\u2028\u2029\ufffe\uffff\p{Bidi_Control}]/gu;

/** A value as JSON, indented, without a character that a terminal or an editor would obey. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(OBEYED, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
