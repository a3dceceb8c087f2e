/**
 * @module
 */

/** Removes the comments from a program, but not text in strings and templates that looks like a comment. */
export function withoutComments(source: string): string {
  const text = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)/;
  const comment = /\/\/[^\n]*|\/\*.*?\*\//s;
  return source.replace(new RegExp(`${text.source}|${comment.source}`, "gs"), (_, kept) => kept ?? "");
}
