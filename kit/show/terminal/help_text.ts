/**
 * @module
 */
import { columns } from "../../base/columns.ts";
import { wrapLine } from "./wrap_line.ts";

/** An option or an example, and its explanation. */
const ENTRY = /^( {2}\S.*? {2,})(\S.*)$/;

/**
 * The text of `--help`, broken between words: an explanation continues in its own column, or is below its option if the
 * screen is narrow.
 * @param text Paragraphs, each in one line, and lines with an option, two spaces or more, and its explanation.
 */
export function helpText(text: string, width: number): string {
  return text.split("\n").flatMap((line) => {
    const [, option, what] = ENTRY.exec(line) ?? [];
    if (option === undefined) return wrapLine(line, width);
    const indent = columns(option);
    if (indent > width / 2) return [option.trimEnd(), ...wrapLine(what, width - 6).map((part) => " ".repeat(6) + part)];
    const [first, ...others] = wrapLine(what, width - indent);
    return [option + first, ...others.map((other) => " ".repeat(indent) + other)];
  }).join("\n");
}
