/**
 * @module
 */

/**
 * The names of the lesson's exports that a probe uses: the names that its first parameter destructures. Empty if the
 * probe takes the lesson as a whole.
 * @param probe The source text of a function.
 */
export function functionsAsked(probe: string): string[] {
  const names = /^\s*(?:async\s*)?\(?\s*\{\s*([\w$\s,:]+?),?\s*\}/.exec(probe)?.[1].split(/\s*,\s*/) ?? [];
  return names.map((name) => name.replace(/\s*:.*$/s, ""));
}
