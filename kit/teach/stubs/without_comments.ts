/**
 * @module
 */

/** Removes the comments from a program; text in a string or a template that looks like a comment stays. */
export function withoutComments(source: string): string {
  const text = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)/;
  const comment = /\/\/[^\n]*|\/\*.*?\*\//s;
  return source.replace(new RegExp(`${text.source}|${comment.source}`, "gs"), (_, kept) => kept ?? "");
}
