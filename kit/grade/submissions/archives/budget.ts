/**
 * Counts what an archive contains, so that it is refused before it is unpacked to too much.
 * @module
 */
import { HARMLESS_BYTES, MOST_RATIO } from "./archive_limits.ts";
import { type ArchiveEntry, ArchiveProblem, type ArchiveRequest } from "./archive_listing.ts";
import { isTaken, type StatedEntry } from "./taken.ts";

/** What an archive may still contain. Every reading of the archive has its own. */
export class Budget {
  readonly #request: ArchiveRequest;
  readonly #archiveBytes: number;
  #files = 0;
  #takenBytes = 0;
  #numbers = 0;

  /** @param archiveBytes The length of the archive. */
  constructor(request: ArchiveRequest, archiveBytes: number) {
    this.#request = request;
    this.#archiveBytes = archiveBytes;
  }

  /**
   * Counts an entry.
   * @returns How it is listed; its number is not null if it is taken.
   * @throws {ArchiveProblem} If these are too many files, or too many bytes are taken.
   */
  entry(stated: StatedEntry): ArchiveEntry {
    const { limits } = this.#request;
    if (++this.#files > limits.files) {
      throw new ArchiveProblem(`has more than ${limits.files.toLocaleString("en")} files: hand in only the lessons.`);
    }
    const { path, kind, size } = stated;
    const { taken, problem } = isTaken(stated, this.#request);
    if (taken && (this.#takenBytes += size) > limits.takenBytes) throw this.#tooLarge(this.#takenBytes);
    return { path, kind, size, number: taken ? this.#numbers++ : null, problem };
  }

  /**
   * Compares the bytes of all files together with the limit.
   * @throws {ArchiveProblem} If these are too many.
   */
  bytes(unpacked: number): void {
    if (unpacked > this.#request.limits.bytes || unpacked > Math.max(HARMLESS_BYTES, this.#archiveBytes * MOST_RATIO)) {
      throw this.#tooLarge(unpacked);
    }
  }

  #tooLarge(unpacked: number): ArchiveProblem {
    const [large, small] = [unpacked, this.#archiveBytes].map((bytes) => (bytes / 1e6).toLocaleString("en"));
    return new ArchiveProblem(
      `is ${small} MB long and would be unpacked to ${large} MB or more: hand in only the lessons.`,
    );
  }
}
