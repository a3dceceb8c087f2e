/**
 * A class's journal: a file of lines in JSON, to which every verdict is appended before it counts.
 * @module
 */
import { join } from "node:path";
import { isDiskFull } from "../../base/write.ts";
import { UsageError } from "../../base/usage_error.ts";
import type { Entry } from "./entry.ts";

/** The name of the journal in a class's folder. */
const NAME = "journal.jsonl";

const TYPES: readonly Entry["type"][] = ["class", "rules", "student", "gone", "verdict", "not graded", "picture"];

const LINE_FEED = 10;

/** The journal of a class, open for appending. */
export class Journal implements Disposable {
  /** The path of the file. */
  readonly path: string;
  /** Whether the last line was incomplete when the journal was opened. */
  readonly isRepaired: boolean;
  readonly #file: Deno.FsFile;
  #length: number;
  /** Whether an incomplete last line is still in the file. It is removed when the next line is written, not before. */
  #hasRest: boolean;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(path: string, file: Deno.FsFile, length: number, isRepaired: boolean) {
    this.path = path;
    this.isRepaired = this.#hasRest = isRepaired;
    this.#file = file;
    this.#length = length;
  }

  /**
   * Opens the journal in `folder`, or begins one. If its last line is incomplete, because the machine stopped while
   * writing it, that line does not count, and the next line replaces it.
   * @throws {UsageError} If the file cannot be opened or written.
   */
  static async open(folder: string): Promise<Journal> {
    const path = join(folder, NAME);
    const file = await Deno.open(path, { read: true, write: true, create: true }).catch((error: Error) => {
      throw new UsageError(`${path} cannot be opened (${error.message}): use another folder with --out.`);
    });
    try {
      const { size } = await file.stat();
      const length = await completeLength(file, size);
      await file.seek(length, Deno.SeekMode.Start);
      return new Journal(path, file, length, length < size);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /**
   * Appends a line. When the promise resolves, the line is on the disk.
   * @throws {UsageError} If it cannot be written, for example because the disk is full; the journal is then unchanged.
   */
  append(entry: Entry): Promise<void> {
    const written = this.#last.then(() => this.#write(entry));
    this.#last = written.catch(() => {}); // the next line is written after this one, even if this one failed
    return written;
  }

  /**
   * Reads all lines from the beginning.
   * @throws {UsageError} If a line is not one of a journal: the message names the line.
   */
  async *read(): AsyncGenerator<Entry, void, undefined> {
    yield* readJournal(this.path);
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }

  async #write(entry: Entry): Promise<void> {
    const bytes = new TextEncoder().encode(`${JSON.stringify(entry)}\n`);
    try {
      if (this.#hasRest) await this.#file.truncate(this.#length);
      this.#hasRest = false;
      for (let written = 0; written < bytes.length;) written += await this.#file.write(bytes.subarray(written));
      await this.#file.syncData();
      this.#length += bytes.length;
    } catch (error) {
      await this.#removePart();
      throw new UsageError(`${this.path} cannot be written because ${whyNotWritten(error as Error)}`);
    }
  }

  /** Removes what was written of a line that could not be completed. */
  async #removePart(): Promise<void> {
    try {
      await this.#file.truncate(this.#length);
      await this.#file.seek(this.#length, Deno.SeekMode.Start);
    } catch {
      // if this also fails, the part is removed when the journal is opened again
    }
  }
}

/** Reads the lines of the journal at `path`. @throws {UsageError} If a line is not one of a journal. */
async function* readJournal(path: string): AsyncGenerator<Entry, void, undefined> {
  using file = await Deno.open(path);
  const decoder = new TextDecoder();
  let rest = "";
  let number = 0;
  for await (const chunk of file.readable) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield entryOf(line, `Line ${++number} of ${path}`);
  }
}

function entryOf(line: string, where: string): Entry {
  const entry = parsed(line) as Entry | null;
  if (entry === null || typeof entry !== "object" || !TYPES.includes(entry.type)) {
    throw new UsageError(`${where} is not a line of a journal: delete that line; what it said is judged again.`);
  }
  if (entry.type === "class" && entry.version !== 1) {
    throw new UsageError(`${where} was written by a newer version of Downhill: use that version.`);
  }
  return entry;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** The length of the file up to the end of its last complete line. */
async function completeLength(file: Deno.FsFile, size: number): Promise<number> {
  const buffer = new Uint8Array(65_536);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - buffer.length);
    await file.seek(start, Deno.SeekMode.Start);
    const part = buffer.subarray(0, end - start);
    for (let read = 0; read < part.length;) {
      const count = await file.read(part.subarray(read));
      if (count === null) break;
      read += count;
    }
    const last = part.lastIndexOf(LINE_FEED);
    if (last >= 0) return start + last + 1;
    end = start;
  }
  return 0;
}

function whyNotWritten({ message }: Error): string {
  if (isDiskFull(message)) {
    return "the disk is full: free some space, then type the same command again. Every verdict so far is kept.";
  }
  return `of ${JSON.stringify(message)}: repair this, then type the same command again. Every verdict so far is kept.`;
}
