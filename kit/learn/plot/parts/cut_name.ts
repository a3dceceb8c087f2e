/**
 * @module
 */
import { columns } from "../../../base/columns.ts";
import { toXmlText } from "./xml_text.ts";

const SEGMENTER = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The most code units of one character; emoji of flags and families have up to 14, and some texts have dozens of
 * accents on one letter.
 */
const MOST_UNITS = 32;

/**
 * `name` as a picture shows it: in full if it has at most `length` visible characters, where emoji and East Asian
 * letters count twice; otherwise as many characters as fit, and a ….
 */
export function cutName(name: string, length: number): string {
  let [all, beginning, count] = ["", "", 0];
  for (const { segment } of SEGMENTER.segment(name.slice(0, (length + 1) * MOST_UNITS))) {
    all += segment.length > MOST_UNITS ? `${segment.slice(0, MOST_UNITS)}…` : segment;
    count += Math.min(Math.max(columns(segment), 1), 2);
    if (count <= length - 1) beginning = all;
  }
  return toXmlText(count > length ? `${beginning}…` : all);
}
