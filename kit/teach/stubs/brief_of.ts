/**
 * Finds a lesson's brief: the comment at the top of its module.
 * @module
 */

/**
 * Extracts the brief from a lesson.
 * @param source The text of the module.
 * @returns The Markdown of the first doc comment with `@module`, or "" if there is none.
 */
export function briefOf(source: string): string {
  const comments = source.replaceAll("\r\n", "\n").matchAll(/\/\*\*(.*?)\*\//gs);
  for (const [, comment] of comments) {
    if (!/^[\s*]*@module\b/m.test(comment)) continue;
    return comment
      .replace(/^[ \t]*\*[ \t]?/gm, "")
      .replace(/^\s*@module\b.*$/m, "")
      .replace(/\{@link(?:code|plain)?\s+([^\s|}]+)[^}]*\}/g, "`$1`")
      .replace(/[ \t]+$/gm, "")
      .trim();
  }
  return "";
}
