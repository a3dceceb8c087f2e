/**
 * @module
 */

/** The longest text that is corrected, in characters. */
const LONGEST = 40;

/**
 * The name that somebody meant who typed `text`: the nearest one, or undefined if more than a third of the letters are
 * wrong, because then the text is another word.
 */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  if (text === "" || text.length > LONGEST || names.length === 0) return undefined;
  const nearest = names.map((name) => ({ name, distance: distanceToPart(text, name) }))
    .reduce((a, b) => b.distance < a.distance ? b : a);
  return nearest.distance <= text.length / 3 ? nearest.name : undefined;
}

/** How many letters must be inserted, deleted or replaced to find `text` somewhere in `name`. Source: Sellers 1980. */
function distanceToPart(text: string, name: string): number {
  let row = Array.from({ length: name.length + 1 }, () => 0);
  for (let i = 0; i < text.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < name.length; j++) {
      const replaced = row[j] + (text[i] === name[j] ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1] + 1, next[j] + 1));
    }
    row = next;
  }
  return Math.min(...row);
}
