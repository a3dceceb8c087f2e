/**
 * The width of a text, estimated without a font, because pictures are laid out in processes that may not read files.
 * @module
 */

/** Characters that combine with the letter before them. */
const NOTHING = /[\p{M}\p{Cf}]/u;

const EMOJI = /\p{Emoji_Presentation}/u;
const NARROW = /[ .,:;|!'iIjl()\[\]]/;
const THIN = /[ftr⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅"*/·-]/;
const WIDE = /[mwMW@%—…×→]|[^\p{ASCII}\p{Script=Latin}\p{Script=Greek}\p{No}⁻·−≤≥]/u;

/** How many times wider bold letters are than regular ones; measured with DejaVu Sans, plus a margin. */
const BOLD = 1.12;

/**
 * An upper bound for the width of `text`. It uses the widths of DejaVu Sans, the widest of the usual fonts, and of the
 * emoji of Noto and Apple.
 * @param fontSize In pixels.
 * @param fontWeight As in CSS: 400 or "normal", 700 or "bold".
 * @returns In pixels.
 */
export function textWidth(text: string, fontSize: number, fontWeight: number | string = 400): number {
  let ems = 0;
  for (const character of text) {
    if (NOTHING.test(character)) continue;
    if (EMOJI.test(character)) ems += 1.3;
    else if (NARROW.test(character)) ems += 0.36;
    else if (THIN.test(character)) ems += 0.44;
    else if (WIDE.test(character)) ems += 1;
    else ems += /\p{Lu}/u.test(character) ? 0.74 : 0.64;
  }
  const isBold = fontWeight === "bold" || Number(fontWeight) >= 600;
  return ems * fontSize * (isBold ? BOLD : 1);
}
