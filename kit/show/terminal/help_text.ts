/**
 * @module
 */
import { columns } from "../../base/columns.ts";
import { wrapLine } from "./wrap_line.ts";

/** An option or an example, and its explanation. */
const ENTRY = /^( {2}\S.*? {2,})(\S.*)$/;

/**
 * The text of `--help`, broken between words. An explanation continues in its own column; on a narrow screen, it is
 * below its option.
 * @param text Lines of two kinds: a whole paragraph, or an option, two or more spaces, and the explanation of the
 *   option.
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
