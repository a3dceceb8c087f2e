/**
 * A picture as one line of text.
 * @module
 */
import { cutName } from "./cut_name.ts";
import { numberText } from "./number_text.ts";
import type { Picture } from "./picture.ts";
import { sparkline } from "./sparkline.ts";

/** The number of blocks of the curve: with a name and two numbers, this leaves room for a path in eighty columns. */
const WIDTH = 12;

/** The longest name that is shown in full. */
const LONGEST_NAME = 32;

/**
 * Says in one line what a picture shows: `loss █▄▂▁ 8 → 1`, a name, the curve, the first and the last value. The
 * picture may come from a stranger, so control characters are removed from the name.
 * @returns undefined if the picture has no numbers in `usermeta.sparkline`.
 */
export function summaryLine(picture: Picture): string | undefined {
  const line = picture.usermeta?.sparkline;
  if (typeof line?.name !== "string" || !Array.isArray(line.values) || line.values.length === 0) return undefined;
  const values = line.values.map((value) => value ?? NaN); // JSON has no NaN
  if (!values.every((value) => typeof value === "number")) return undefined;
  const name = cutName(line.name.replace(/\p{C}/gu, " "), LONGEST_NAME);
  const [first, last] = [values[0], values.at(-1)!].map((value) => numberText(value));
  return `${name} ${sparkline(values, WIDTH, { isLog: line.isLog === true })} ${first} → ${last}`;
}
