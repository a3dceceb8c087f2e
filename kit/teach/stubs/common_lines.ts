/**
 * Finds the lines that two versions of a program have in common.
 * @module
 */

/** The longest common subsequence: pairs of positions at which both lists have the same line, except for spaces. */
export function commonLines(a: readonly string[], b: readonly string[]): [number, number][] {
  const [left, right] = [a.map(commonOf), b.map(commonOf)];
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let k = right.length - 1; k >= 0; k--) {
      lengths[i][k] = left[i] === right[k] ? lengths[i + 1][k + 1] + 1 : Math.max(lengths[i + 1][k], lengths[i][k + 1]);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, k = 0; i < left.length && k < right.length;) {
    if (left[i] === right[k]) pairs.push([i++, k++]);
    else if (lengths[i + 1][k] >= lengths[i][k + 1]) i++;
    else k++;
  }
  return pairs;
}

/** A line without the spaces that do not count. */
export function commonOf(line: string): string {
  return line.trim().replace(/\s+/g, " ");
}
