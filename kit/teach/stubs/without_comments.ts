/**
 * @module
 */

/** Takes the comments out of a program; what looks like one in a string or a template stays. */
export function withoutComments(source: string): string {
  const text = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)/;
  const comment = /\/\/[^\n]*|\/\*.*?\*\//s;
  return source.replace(new RegExp(`${text.source}|${comment.source}`, "gs"), (_, kept) => kept ?? "");
}
