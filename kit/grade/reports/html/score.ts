/**
 * @module
 */
import { type Markup, markup } from "./markup.ts";

/** Points as they are shown everywhere: `6/8`. */
export function score(points: number | "–", maxPoints: number): Markup {
  return markup`<span class="score">${points}/${maxPoints}</span>`;
}
