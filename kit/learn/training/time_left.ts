/**
 * @module
 */
import { countText } from "../plot/parts/number_text.ts";

/** Says how much time is left: `12 s left`, `3 min left`, `2 h left`. */
export function timeLeft(seconds: number): string {
  if (seconds < 59.5) return `${Math.ceil(seconds)} s left`;
  if (seconds < 3570) return `${Math.round(seconds / 60)} min left`;
  return `${countText(seconds / 3600)} h left`;
}
