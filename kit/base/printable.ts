/**
 * Makes texts from strangers safe for a terminal, a report or a log: what a lesson printed or threw, or the name of its
 * file.
 * @module
 */

/**
 * How much of a text is read, in multiples of the length at which it is cut: control sequences are removed before the
 * cut.
 */
const LOOKED_AT = 3;

/** The longest name that is not cut, in characters. No system allows longer file names, but paths may be longer. */
const LONGEST_NAME = 255;

/**
 * The largest number of combining marks on one letter: no script uses more, and hundreds of them would cover the lines
 * around it.
 */
const MOST_MARKS = 8;

/**
 * Control sequences for window titles, links, the clipboard and graphics: from ESC ], P, X, ^ or _ to the end of the
 * sequence.
 */
const COMMAND =
  // deno-lint-ignore no-control-regex
  /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)|[^\x07\x1b\x9c\n]*)/g;

/** Colours, cursor moves, and all other control sequences. */
// deno-lint-ignore no-control-regex
const SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]/g;

/**
 * Code points that are not characters (XML does not allow these), invisible characters, and characters that change the
 * direction of writing. U+FE0F stays after a symbol, which it turns into an emoji.
 */
const UNSEEN = new RegExp(
  [
    "[\\p{Cc}--[\\n\\t]]",
    "\\p{Cs}",
    "\\p{Noncharacter_Code_Point}",
    "[\\p{Default_Ignorable_Code_Point}--\\ufe0f]",
    "[\\ufff9-\\ufffb]",
    "(?<!\\p{Extended_Pictographic})\\ufe0f",
  ].join("|"),
  "gv",
);

/**
 * Returns `text` without anything that a terminal, a report or a test service would obey. Removes control characters
 * and the sequences that begin with one, invisible characters (zero-width characters, tags), characters that reverse
 * the direction of writing, and characters that XML does not allow. Keeps line breaks, tabs, emoji and the letters of
 * every script. Test services look for commands in any output, so these are broken up with a space: `::error::` is
 * shown as `: :error: :`, and `##vso[` as `## vso[`. A text longer than `length` is cut, with a note that says so; by
 * default, it is not cut.
 */
export function printable(text: string, length = Infinity): string {
  const clean = breakUp(
    text.slice(0, LOOKED_AT * length + 1000).replace(COMMAND, "").replace(SEQUENCE, "")
      .replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(UNSEEN, ""),
  );
  return clean.length > length ? `${whole(clean.slice(0, length))} … (cut at ${length} characters)` : clean;
}

/**
 * Does the same as {@linkcode printable} for a text that must stay in one line: a line break becomes ␊, a tab becomes a
 * space.
 */
export function printableLine(text: string, length = Infinity): string {
  return printable(text, length).replaceAll("\n", "␊").replaceAll("\t", " ");
}

/**
 * The name of a file, a folder or a device, for use in one line: different names look different. A line break becomes
 * ␊, a tab ␉, and a space at either end or next to another space becomes ␠. Characters that {@linkcode printable}
 * removes become codes, such as `\u{202e}`.
 */
export function printableName(name: string, length = LONGEST_NAME): string {
  const shown = breakUp(name.slice(0, LOOKED_AT * length))
    .replace(/^ +| +$| {2,}/g, (blanks) => "␠".repeat(blanks.length))
    // deno-lint-ignore no-control-regex
    .replace(/[\x00-\x1f]/g, (character) => String.fromCodePoint(0x2400 + character.codePointAt(0)!))
    .replace(UNSEEN, escapeCharacter).replace(/(?! )[\p{Z}\u2800]/gu, escapeCharacter);
  return shown.length > length ? `${whole(shown.slice(0, length - 1))}…` : shown;
}

/**
 * Breaks up commands of test services: GitHub's "::", anywhere, because line wrapping may put it at the start of a
 * line; and "##[" or "##word[" (Azure, TeamCity, GitHub). Also removes combining marks beyond {@linkcode MOST_MARKS}.
 */
function breakUp(text: string): string {
  return text.replace(new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, "gu"), "$1")
    .replace(/:(?=:)/g, ": ").replace(/##(?=\w*\[)/g, "## ");
}

/** Removes half of a surrogate pair that a cut has left at the end. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, "");
}

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
