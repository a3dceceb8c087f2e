/**
 * Recognizes archives by their first bytes.
 * @module
 */

/** The kinds of archives that can be read. */
export type ArchiveFormat = "zip" | "tar" | "tar.gz";

/** The number of bytes from the beginning of a file that {@linkcode archiveFormat} needs. */
export const FIRST_BYTES = 512;

/** Where tar archives have the word "ustar". */
const USTAR_AT = 257;

/** The first bytes of archives that cannot be read, in hexadecimal, and their names. */
const OTHERS: [bytes: string, name: string][] = [
  ["377abcaf271c", "a 7-Zip archive"],
  ["526172211a07", "a RAR archive"],
  ["425a68", "an archive compressed with bzip2"],
  ["fd377a585a00", "an archive compressed with xz"],
  ["28b52ffd", "an archive compressed with Zstandard"],
];

/**
 * The format of an archive.
 * @param first The first {@linkcode FIRST_BYTES} bytes of the file, or all if it is shorter.
 * @returns The format; if it cannot be read, `problem` says why, in words that follow the name of the file.
 */
export function archiveFormat(first: Uint8Array): { format: ArchiveFormat } | { problem: string } {
  const hex = first.subarray(0, 8).toHex();
  if (/^504b(0304|0506|0708)/.test(hex)) return { format: "zip" };
  if (hex.startsWith("1f8b")) return { format: "tar.gz" };
  if (new TextDecoder().decode(first.subarray(USTAR_AT, USTAR_AT + 5)) === "ustar") return { format: "tar" };
  const other = OTHERS.find(([bytes]) => hex.startsWith(bytes))?.[1];
  return {
    problem: `is ${other ?? (first.length === 0 ? "empty" : "not an archive")}: hand in a .zip or a .tar.gz archive.`,
  };
}
