/**
 * @module
 */
import { palette } from "./theme.ts";

/**
 * The style sheet of every picture, and the only one that a picture may have. It draws a label on top of its border,
 * and on dark pages it gives each colour of the palette its dark shade.
 */
export function styleSheet(): string {
  const shades = Object.values(palette).map(({ light, dark }) =>
    `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`
  );
  return `text{paint-order:stroke}@media (prefers-color-scheme:dark){${shades.join("")}}`;
}
