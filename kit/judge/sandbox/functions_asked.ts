/**
 * @module
 */

/**
 * The exports of a lesson that a probe asks for, by the names that the learner knows: those that the probe's first
 * parameter destructures. None if the probe takes the lesson as a whole.
 * @param probe The source text of a function.
 */
export function functionsAsked(probe: string): string[] {
  const names = /^\s*(?:async\s*)?\(?\s*\{\s*([\w$\s,:]+?),?\s*\}/.exec(probe)?.[1].split(/\s*,\s*/) ?? [];
  return names.map((name) => name.replace(/\s*:.*$/s, ""));
}
