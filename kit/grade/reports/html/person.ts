/**
 * @module
 */
import { printableLine } from "../../../base/printable.ts";
import { type Markup, markup } from "./markup.ts";

/** The longest name, identifier or address, in characters. */
const LONGEST = 120;

/**
 * A name, an identifier or an email address. The direction in which it is written changes nothing around it. A platform
 * can export an empty name, but a link needs a text.
 */
export function person(text: string): Markup {
  return markup`<bdi>${printableLine(text, LONGEST).trim() || "(no name)"}</bdi>`;
}
