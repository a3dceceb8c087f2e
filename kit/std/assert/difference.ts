/**
 * Shows how two values differ, for the message of `assertEquals`.
 * @module
 */

/** A value as text, with one property on each line, so that two values can be compared line by line. */
export function format(value: unknown): string {
  return Deno.inspect(value, {
    depth: Infinity,
    sorted: true,
    trailingComma: true,
    compact: false,
    iterableLimit: Infinity,
    getters: true,
    strAbbreviateSize: Infinity,
  });
}

/** The lines of both values: lines only in `actual` are marked −, lines only in `expected` +. */
export function difference(actual: unknown, expected: unknown): string {
  const a = format(actual).split("\n");
  const b = format(expected).split("\n");
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return [
    "",
    "",
    "    [Diff] Actual / Expected",
    "",
    "",
    ...a.slice(0, start).map((line) => `    ${line}`),
    ...a.slice(start, a.length - end).map((line) => `-   ${line}`),
    ...b.slice(start, b.length - end).map((line) => `+   ${line}`),
    ...a.slice(a.length - end).map((line) => `    ${line}`),
    "",
  ].join("\n");
}
