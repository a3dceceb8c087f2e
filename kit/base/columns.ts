/**
 * Counts the columns that a text takes in a terminal or an editor.
 * @module
 */
import { stripVTControlCharacters } from "node:util";

const NO_COLUMN = /[\p{M}\p{Cf}]/u;
const TWO_COLUMNS =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}！-～]/u;

/**
 * Counts the columns of one line: 0 for colour codes and combining marks, 2 for emoji and East Asian characters, 1 for
 * every other character.
 */
export function columns(line: string): number {
  let count = 0;
  for (const character of stripVTControlCharacters(line)) {
    if (NO_COLUMN.test(character)) continue;
    count += TWO_COLUMNS.test(character) ? 2 : 1;
  }
  return count;
}
