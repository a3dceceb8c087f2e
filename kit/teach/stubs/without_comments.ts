/**
 * @module
 */

/**
 * Removes the comments from a program, but not text in strings and templates that looks like a comment.
 * @param options With `keepLines`, each line keeps its number: the line breaks in comments stay.
 */
export function withoutComments(source: string, { keepLines = false }: { keepLines?: boolean } = {}): string {
  const text = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)/;
  const comment = /\/\/[^\n]*|\/\*.*?\*\//s;
  return source.replace(
    new RegExp(`${text.source}|${comment.source}`, "gs"),
    (found, kept) => kept ?? (keepLines ? found.replace(/[^\n]/g, "") : ""),
  );
}
