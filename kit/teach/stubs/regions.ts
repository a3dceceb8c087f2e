/**
 * Finds the solved parts of a solution: the lines between `// #region solution: TEXT` and `// #endregion`.
 * @module
 */

/** A solved part of a solution. */
export interface Region {
  /** What is missing if the part is removed, in words. */
  text: string;
  /** The spaces before its marks. */
  indent: string;
  /** The index of the line with the mark that begins it, counted from 0. */
  first: number;
  /** The index of the line with the mark that ends it, counted from 0. */
  last: number;
}

/** The mark that begins a region, for messages. */
const BEGIN = "// #region solution: WHAT IS MISSING";

/** The mark that ends a region. */
const END = "// #endregion";

/**
 * Finds the solved regions of a solution.
 *
 * Every line that mentions a region, and every comment that begins with # and a letter, must be a mark. If a misspelt
 * mark were ignored, the stub would contain the solution.
 * @param lines The lines of the solution, from {@linkcode linesOf}.
 * @param path The path of the solution, for messages.
 * @returns At least one region, in the order of the file.
 * @throws {SyntaxError} If a mark is nested or misspelt, has no text, or has no partner; also if there are no marks.
 */
export function regionsOf(lines: readonly string[], path: string): Region[] {
  const regions: Region[] = [];
  let open: Region | undefined;
  const refuse = (index: number, what: string) => new SyntaxError(`${path}:${index + 1}: ${what}`);
  for (const [index, line] of lines.entries()) {
    if (!/#(end)?region\b|^\s*\/\/\s*#[a-z]/i.test(line)) continue;
    const begin = /^(\s*)\/\/ #region solution:(.*)$/.exec(line);
    if (begin) {
      if (open) {
        throw refuse(index, `this region begins inside the region of line ${open.first + 1}: end that region first.`);
      }
      const [, indent, text] = begin;
      if (text.trim() === "") throw refuse(index, `this region does not say what is missing: write ${BEGIN}.`);
      open = { text: text.trim(), indent, first: index, last: index };
    } else if (line.trim() === END) {
      if (!open) throw refuse(index, `no region begins before this end mark: write ${BEGIN}.`);
      regions.push({ ...open, last: index });
      open = undefined;
    } else {
      throw refuse(index, `"${line.trim()}" does not mark a region: write ${BEGIN} or ${END}, alone on its line.`);
    }
  }
  if (open) throw refuse(open.first, `this region never ends: write ${END} after the solution.`);
  if (regions.length === 0) {
    throw new SyntaxError(`${path} has no solved region, so its stub would be the solution: write ${BEGIN} before it.`);
  }
  return regions;
}
