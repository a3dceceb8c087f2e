/**
 * Sets the formulas of a brief. A brief writes them in Unicode, as one reads them in the terminal: `θ ← θ − learning
 * rate · m̂ / (√v̂ + ε)`. Browsers show MathML, which has real fractions, roots and indices.
 * @module
 */
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";

/** A text without one of these signs is no formula. */
const RELATIONS = ["=", "←", "→"];

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵗⁿᵀ";
const SUPERSCRIPTS_AS_TEXT = "0123456789+−tnT";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₜₙ";
const SUBSCRIPTS_AS_TEXT = "0123456789+−ijtn";

/** Accents that follow their letter, and the signs that are set above it. */
const ACCENTS: Readonly<Record<string, string>> = { "\u0302": "^", "\u0304": "¯", "\u0303": "~" };

const BRACKETS: Readonly<Record<string, string>> = { "(": ")", "[": "]" };

/** Signs before which a line may end, and how long a formula, or a piece of it, may be without that, in characters. */
const OPERATORS = [...RELATIONS, "+", "−", "·"];
const LONGEST_PIECE = 20;

/**
 * A token: a number, words ("learning rate"), a letter with its accent, an index after a low line, raised or lowered
 * characters, or one other sign.
 */
const TOKEN = new RegExp(
  [
    "\\s+",
    "\\d+(?:[.,]\\d+)*",
    "\\p{Ll}{2,}(?: \\p{Ll}{2,})*",
    "\\p{L}[\u0302-\u0304]?",
    "_\\p{L}",
    `[${SUPERSCRIPTS}]+`,
    `[${SUBSCRIPTS}]+`,
    ".",
  ].join("|"),
  "gu",
);

/** Whether a text of a brief is a formula, and not a sentence or code. */
export function isFormula(text: string): boolean {
  return RELATIONS.some((sign) => text.includes(` ${sign} `)) &&
    !/[;{}"!]|\w\.\w|\p{Ll}{3,},? \p{Ll}+ \p{Ll}+ /u.test(text);
}

/**
 * A formula as MathML, with its text for screen readers. Browsers do not break a line inside of MathML, so a long formula
 * is several elements in a row.
 */
export function formula(text: string): Markup {
  const pieces = piecesOf(text);
  if (pieces.length === 1) return markup`<math aria-label="${text}">${rowOf(text)}</math>`;
  const row = pieces.map((piece) => markup`<math aria-hidden="true">${rowOf(piece)}</math>`);
  return markup`<span role="math" aria-label="${text}">${row}</span>`;
}

function rowOf(text: string): Markup {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token).filter((token) => token.trim() !== "");
  return markup`<mrow>${new Parser(tokens).row()}</mrow>`;
}

/** The pieces of a formula, between which a line may end: outside of brackets, and also in them if they are long. */
function piecesOf(text: string): string[] {
  let pieces = [text];
  for (const deepest of [0, 1]) {
    pieces = pieces.flatMap((piece) => piece.length > LONGEST_PIECE ? cut(piece, deepest) : [piece]);
  }
  return pieces;
}

/** Whether a character is an operator with a space behind it, and not the sign of a number. */
function isOperator([sign, next]: readonly string[]): boolean {
  return OPERATORS.includes(sign) && next === " ";
}

/** Cuts a formula before its operators and after its commas, in at most `deepest` brackets. */
function cut(text: string, deepest: number): string[] {
  const characters = [...text];
  const pieces = [""];
  let depth = 0;
  for (const [i, character] of characters.entries()) {
    if (Object.hasOwn(BRACKETS, character)) depth++;
    if (Object.values(BRACKETS).includes(character)) depth--;
    const isGap = character === " " && depth <= deepest && pieces.at(-1) !== "";
    if (isGap && (characters[i - 1] === "," || isOperator(characters.slice(i + 1, i + 3)))) pieces.push("");
    else pieces[pieces.length - 1] += character;
  }
  return pieces;
}

class Parser {
  #at = 0;

  constructor(readonly tokens: readonly string[]) {}

  /** Everything up to `end`, or to the end of the formula. */
  row(end?: string): Markup[] {
    const parts: Markup[] = [];
    while (this.#at < this.tokens.length && this.tokens[this.#at] !== end) {
      if (this.tokens[this.#at] === "/" && parts.length > 0) {
        this.#at++;
        const below = this.#at < this.tokens.length ? this.#factor(true) : markup`<mrow></mrow>`;
        parts.push(markup`<mfrac>${parts.pop()!}${below}</mfrac>`);
      } else parts.push(this.#factor());
    }
    return parts;
  }

  /**
   * One thing with what belongs to it: primes, indices, exponents, and the argument of a function.
   * @param isBare Whether brackets around it are left out, as below the line of a fraction.
   */
  #factor(isBare = false): Markup {
    let part = this.#atom(isBare);
    for (let next = this.tokens[this.#at]; next !== undefined; next = this.tokens[this.#at]) {
      if (next === "′") part = markup`${part}<mo lspace="0" rspace="0">′</mo>`;
      else if (SUPERSCRIPTS.includes(next[0])) {
        part = markup`<msup>${part}${number(next, SUPERSCRIPTS, SUPERSCRIPTS_AS_TEXT)}</msup>`;
      } else if (SUBSCRIPTS.includes(next[0])) {
        part = markup`<msub>${part}${number(next, SUBSCRIPTS, SUBSCRIPTS_AS_TEXT)}</msub>`;
      } else if (next[0] === "_" && next.length > 1) part = markup`<msub>${part}<mi>${next.slice(1)}</mi></msub>`;
      else break;
      this.#at++;
    }
    return part;
  }

  #atom(isBare: boolean): Markup {
    const token = this.tokens[this.#at++];
    const close = Object.hasOwn(BRACKETS, token) ? BRACKETS[token] : undefined;
    if (close) {
      const inside = this.row(close);
      if (this.tokens[this.#at] !== close) return markup`${bracket(token)}${inside}`; // it is closed in another piece
      this.#at++;
      if (isBare && token === "(" && !this.#hasExponent()) return markup`<mrow>${inside}</mrow>`;
      const isHigh = inside.some(({ text }) => text.includes("<mfrac"));
      return markup`<mrow>${bracket(token, isHigh)}${inside}${bracket(close, isHigh)}</mrow>`;
    }
    if (token === "√") return markup`<msqrt>${this.#at < this.tokens.length ? this.#factor(true) : ""}</msqrt>`;
    if (/^\d/.test(token)) return markup`<mn>${token}</mn>`;
    const accent = ACCENTS[token.normalize("NFD").slice(1)];
    if (accent) return markup`<mover accent="true"><mi>${token[0]}</mi><mo>${accent}</mo></mover>`;
    if (token === "Σ") return markup`<mo>∑</mo>`;
    if (/^\p{L}/u.test(token)) return markup`<mi>${token}</mi>`; // words stand upright, and one letter slants
    if (this.#at === 1 && OPERATORS.includes(token)) {
      // at the beginning of a piece, a browser would take it for a sign and leave out the space behind it
      return markup`<mo form="infix" lspace="0">${token}</mo>`;
    }
    if (Object.values(BRACKETS).includes(token)) return bracket(token);
    return markup`<mo>${token}</mo>`;
  }

  #hasExponent(): boolean {
    return SUPERSCRIPTS.includes(this.tokens[this.#at]?.[0] ?? " ");
  }
}

/** A bracket, which is as high as what is inside only where that is a fraction: an index alone would make it very high. */
function bracket(sign: string, isHigh = false): Markup {
  return isHigh ? markup`<mo>${sign}</mo>` : markup`<mo stretchy="false">${sign}</mo>`;
}

/** Raised or lowered characters as usual ones. */
function number(token: string, from: string, to: string): Markup {
  const parts = [...token].map((character) => to[from.indexOf(character)]);
  return markup`<mrow>${
    parts.map((part) =>
      /\d/.test(part)
        ? markup`<mn>${part}</mn>`
        : /\p{L}/u.test(part)
        ? markup`<mi>${part}</mi>`
        : markup`<mo>${part}</mo>`
    )
  }</mrow>`;
}
