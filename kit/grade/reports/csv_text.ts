/**
 * Tables as RFC 4180 describes them, in which no text is a formula.
 * @module
 */

/**
 * Characters that spoil a line, are not text, or change the direction of the cells after them. No cell contains a line
 * break, even in quotes, because some platforms split a file into lines before they look at quotes.
 */
const HARMFUL = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * The beginning of a formula: a sign that a spreadsheet would obey, also in its full-width form, after blanks or
 * quotes. It may also follow a comma, a semicolon or a bar, because a spreadsheet in another language splits there.
 */
const FORMULA = /(?<=(?:^|[,;|])[\s"'`]*)[=+\-@＝＋－＠]/g;

/** The length of the longest text, in characters. No platform allows longer names, and Excel no cell above 32,767. */
const LONGEST = 255;

/** Characters of identifiers: without brackets, bars, quotes or exclamation marks, no formula calls or opens anything. */
const IDENTIFIER = /^[\p{L}\p{N}._@+=-]+$/u;

/** A cell before it is quoted; null for an empty cell. */
export type Cell = string | number | null | { exact: string };

/** The rows as text. In texts, `'` before a formula makes it a text, and harmful characters become codes: `\u{202e}`. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => `${cells.map(cellText).join(",")}\r\n`).join("");
}

/**
 * A cell with an identifier by which a platform finds a student. It must be exactly the platform's own, so `-ada` gets no
 * apostrophe: it cannot do any harm in a spreadsheet. Any other identifier is a text like any other, and may not be
 * found.
 */
export function identifierCell(identifier: string): Cell {
  return IDENTIFIER.test(identifier) ? { exact: identifier } : identifier;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  const text = typeof cell === "number" ? String(cell) : typeof cell === "string" ? harmless(cell) : cell.exact;
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function harmless(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return short.replace(HARMFUL, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`).replace(
    FORMULA,
    "'$&",
  );
}
