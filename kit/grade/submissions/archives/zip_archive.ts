/**
 * Reads a zip archive from a stranger. Runs only in a process of its own: see archive_program.ts.
 * @module
 */
import { configure, type Entry, type FileEntry, Reader, ZipReader } from "@zip.js/zip.js";
import type { ArchiveEntry, ArchiveRequest } from "./archive_listing.ts";
import { Budget } from "./budget.ts";
import { NumberedFile } from "./numbered_file.ts";
import type { StatedEntry } from "./taken.ts";

configure({ useWebWorkers: false }); // a worker would need a permission

/** The bits of a Unix mode that say what a file is, and their values for files and folders. */
const [TYPE_BITS, FILE, FOLDER] = [0o170000, 0o100000, 0o040000];

/** Words that follow the name of an encrypted file. */
const ENCRYPTED = "is encrypted: hand it in without a password.";

/** The library's messages about a single file, and words that follow the file's name. Others are about the archive. */
const PROBLEMS: [message: RegExp, problem: string][] = [
  [/encrypt|password/i, ENCRYPTED],
  [/compression method/i, "is compressed in a way that cannot be read: hand in a usual zip archive."],
];

/**
 * Lists the archive, and writes the files that are taken into the folder. Its list is read twice: first only to see
 * whether it is too large. What the library stores about a file takes several kilobytes, so none of it is kept.
 * @throws {ArchiveProblem} If it is too large.
 */
export async function readZip(request: ArchiveRequest): Promise<ArchiveEntry[]> {
  using file = await Deno.open(request.archive);
  const { size: archiveBytes } = await file.stat();
  const entriesIn = () =>
    new ZipReader(new DiskReader(file, archiveBytes), {
      filenameValidation: "tolerant", // a wrong name is refused alone, not with the whole archive
      checkSignature: true,
    }).getEntriesGenerator();
  const stated = new Budget(request, archiveBytes);
  let bytes = 0;
  for await (const entry of entriesIn()) {
    stated.bytes(bytes += entry.uncompressedSize);
    stated.entry(statedIn(entry));
  }
  const entries: ArchiveEntry[] = [];
  const taken = new Budget(request, archiveBytes);
  for await (const entry of entriesIn()) {
    const listed = taken.entry(statedIn(entry));
    entries.push(listed);
    if (listed.number === null) continue;
    try {
      await extract(entry as FileEntry, new NumberedFile(request.folder, listed.number, listed.size));
    } catch (error) {
      listed.number = null;
      listed.problem = problemOf(error);
    }
  }
  return entries;
}

async function extract(entry: FileEntry, output: NumberedFile): Promise<void> {
  try {
    await entry.getData(new WritableStream({ write: (chunk: Uint8Array<ArrayBuffer>) => output.write(chunk) }));
  } finally {
    output.close();
  }
}

/** Reads parts of a file on the disk. */
class DiskReader extends Reader<void> {
  readonly #file: Deno.FsFile;

  constructor(file: Deno.FsFile, size: number) {
    super();
    this.#file = file;
    this.size = size;
  }

  /** The library asks for several parts at the same time, so nothing may come between the two calls of the system. */
  override readUint8Array(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - offset)));
    this.#file.seekSync(offset, Deno.SeekMode.Start);
    for (let read = 0; read < bytes.length;) {
      const more = this.#file.readSync(bytes.subarray(read));
      if (more === null) throw new Error("The archive ends too early.");
      read += more;
    }
    return Promise.resolve(bytes);
  }
}

function statedIn(entry: Entry): StatedEntry {
  const { filename: path, uncompressedSize: size, compressedSize: packedSize, encrypted } = entry;
  return { path, kind: kindOf(entry), size, packedSize, problem: encrypted ? ENCRYPTED : null };
}

function kindOf(entry: { directory: boolean; symlink?: boolean; unixMode?: number }): ArchiveEntry["kind"] {
  const type = (entry.unixMode ?? 0) & TYPE_BITS;
  if (entry.symlink) return "link";
  if (entry.directory) return "folder";
  return type === 0 || type === FILE || type === FOLDER ? "file" : "other";
}

function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return PROBLEMS.find(([pattern]) => pattern.test(message))?.[1] ?? "is damaged in the archive: pack it again.";
}
