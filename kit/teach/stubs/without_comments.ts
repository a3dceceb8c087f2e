/**
 * @module
 */

/** Removes the comments from a program; what looks like a comment in a string or a template stays. */
export function withoutComments(source: string): string {
  const text = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)/;
  const comment = /\/\/[^\n]*|\/\*.*?\*\//s;
  return source.replace(new RegExp(`${text.source}|${comment.source}`, "gs"), (_, kept) => kept ?? "");
}
