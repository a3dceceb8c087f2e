/**
 * @module
 */

/** A comment, or a string in any kind of quotation marks. If two overlap, only the first one counts. */
const NOT_CODE = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[^])*`/g;

/** Replaces all characters in comments and strings with spaces, so that the code keeps its place. */
export function codeOnly(text: string): string {
  return text.replace(NOT_CODE, (match) => match.replace(/[^\n]/g, " "));
}
