/**
 * What the readers of both kinds of archives share.
 * @module
 */
import { join } from "node:path";
import type { ArchiveLimits } from "./archive_limits.ts";

/** A file for the bytes of an entry. Its name is a number, never a name from the archive. */
export class NumberedFile {
  readonly #file: Deno.FsFile;
  #left: number;

  /** @param size The length that the archive states. */
  constructor(folder: string, number: number, size: number) {
    this.#file = Deno.openSync(join(folder, String(number)), { write: true, createNew: true });
    this.#left = size;
  }

  /**
   * Appends bytes.
   * @throws {RangeError} If the archive stated fewer.
   */
  write(bytes: Uint8Array): void {
    this.#left -= bytes.length;
    if (this.#left < 0) throw new RangeError("The file is longer than the archive states.");
    for (let written = 0; written < bytes.length;) written += this.#file.writeSync(bytes.subarray(written));
  }

  /** Closes the file. */
  close(): void {
    this.#file.close();
  }
}

/** The words that follow the name of an archive with too many files. */
export function tooManyFiles({ files }: ArchiveLimits): string {
  return `has more than ${files.toLocaleString("en")} files: hand in only the lessons.`;
}

/** The words that follow the name of an archive that is unpacked to too many bytes. */
export function tooManyBytes(bytes: number, packedBytes: number): string {
  const [large, small] = [bytes, packedBytes].map((count) => (count / 1e6).toLocaleString("en"));
  return `is ${small} MB long and would be unpacked to ${large} MB or more: hand in only the lessons.`;
}
