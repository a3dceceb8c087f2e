/**
 * @module
 */
import { join } from "node:path";

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
