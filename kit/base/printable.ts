/**
 * Makes strangers' texts safe for a terminal, a report or a log: what a lesson printed or threw, the name of its file.
 * @module
 */

/** How much of a text is read before it is cut, in multiples of the length: control sequences are removed first. */
const LOOKED_AT = 3;

/**
 * The longest name that is not cut, in characters. No system allows longer names of files, but a path may be longer.
 */
const LONGEST_NAME = 255;

/** The most marks above or below one letter: no script has more, and hundreds would cover the lines around it. */
const MOST_MARKS = 8;

/** Window titles, links, the clipboard, graphics: from ESC ], P, X, ^ or _ to their end, with everything in between. */
const COMMAND =
  // deno-lint-ignore no-control-regex
  /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)|[^\x07\x1b\x9c\n]*)/g;

/** Colours, moves of the cursor, and all other sequences. */
// deno-lint-ignore no-control-regex
const SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]/g;

/**
 * Code points that are not characters (XML does not allow them), that are invisible, or that change the direction of
 * writing. U+FE0F stays after a symbol, which it turns into an emoji.
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
 * `text` without anything that a terminal, a report or a test service would obey. It is cut at `length` characters,
 * with a note that says so; by default it is not cut. It removes control characters and the sequences that begin with
 * one, invisible characters (zero-width characters, tags), what reverses the direction of writing, and what XML does
 * not allow. Line breaks, tabs, emoji and the letters of every script stay. Commands of test services, which are found
 * in any output, are broken up with a blank: `::error::` is shown as `: :error: :`, and `##vso[` as `## vso[`.
 */
export function printable(text: string, length = Infinity): string {
  const clean = breakUp(
    text.slice(0, LOOKED_AT * length + 1000).replace(COMMAND, "").replace(SEQUENCE, "")
      .replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(UNSEEN, ""),
  );
  return clean.length > length ? `${whole(clean.slice(0, length))} … (cut at ${length} characters)` : clean;
}

/** {@linkcode printable} for what must stay in one line: a line break becomes ␊, a tab a blank. */
export function printableLine(text: string, length = Infinity): string {
  return printable(text, length).replaceAll("\n", "␊").replaceAll("\t", " ");
}

/**
 * The name of a file, a folder or a device as part of one line: two different names look different. A line break
 * becomes ␊, a tab ␉, a blank at an end or beside another blank ␠. What {@linkcode printable} removes becomes a code,
 * `\u{202e}`.
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
 * Breaks up what test services obey: for GitHub a "::" anywhere, because a screen may break a line before it; for
 * Azure, TeamCity and GitHub also a "##[" or "##word[" in one. Drops marks beyond {@linkcode MOST_MARKS}.
 */
function breakUp(text: string): string {
  return text.replace(new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, "gu"), "$1")
    .replace(/:(?=:)/g, ": ").replace(/##(?=\w*\[)/g, "## ");
}

/** Removes half a character that a cut has left at the end. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, "");
}

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
