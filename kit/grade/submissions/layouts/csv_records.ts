/**
 * @module
 */

/**
 * The records of a table in CSV (RFC 4180), by the names in its first line. Fields beyond these names are left out, and
 * missing ones are undefined.
 */
export function csvRecords(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  const [names = [], ...records] = rows.filter((row) => row.some(Boolean));
  return records.map((row) =>
    Object.assign(Object.create(null), Object.fromEntries(names.map((name, i) => [name, row[i]])))
  );
}
