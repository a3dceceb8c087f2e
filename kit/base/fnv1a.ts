/**
 * @module
 */

/**
 * A hash of `text`: a whole number from 0 to 2³² − 1 that is very rarely the same for two different texts. Source:
 * Fowler, Noll and Vo, FNV-1a.
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
