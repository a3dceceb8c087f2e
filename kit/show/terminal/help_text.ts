/**
 * @module
 */
import { columns } from "../../base/columns.ts";
import { wrapLine } from "./wrap_line.ts";

/** An option or an example, and what stands beside it. */
const ENTRY = /^( {2}\S.*? {2,})(\S.*)$/;

/**
 * What `--help` shows, broken between words: what stands beside an option goes on under itself, or
 * stands below it where the screen is narrow.
 * @param text Paragraphs, each in a line, and lines of an option, two spaces or more, and what it does.
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
