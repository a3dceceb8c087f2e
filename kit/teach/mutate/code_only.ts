/**
 * @module
 */

/** A comment, or a string in any kind of quotation marks: the one that begins first in the text counts. */
const NOT_CODE = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[^])*`/g;

/** `text` with a space instead of every character of a comment or a string, so that everything else keeps its place. */
export function codeOnly(text: string): string {
  return text.replace(NOT_CODE, (match) => match.replace(/[^\n]/g, " "));
}
