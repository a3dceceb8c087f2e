/**
 * Reads a zip archive from a stranger. Runs only in a process of its own: see archive_program.ts.
 * @module
 */
import { configure, type FileEntry, Reader, ZipReader } from "@zip.js/zip.js";
import { HARMLESS_BYTES, MOST_RATIO } from "./archive_limits.ts";
import { type ArchiveEntry, ArchiveProblem, type ArchiveRequest } from "./archive_listing.ts";
import { isTaken } from "./taken.ts";
import { NumberedFile, tooManyBytes, tooManyFiles } from "./numbered_file.ts";

configure({ useWebWorkers: false }); // a worker would need a permission

/** The bits of a Unix mode that say what a file is, and their values for files and folders. */
const [TYPE_BITS, FILE, FOLDER] = [0o170000, 0o100000, 0o040000];

/** The library's messages about a single file, and words that follow the file's name. Others are about the archive. */
const PROBLEMS: [message: RegExp, problem: string][] = [
  [/encrypt|password/i, "is encrypted: hand it in without a password."],
  [/compression method/i, "is compressed in a way that cannot be read: hand in a usual zip archive."],
];

/**
 * Lists the archive, and writes the files that are taken into the folder.
 * @throws {ArchiveProblem} If it is too large.
 */
export async function readZip(request: ArchiveRequest): Promise<ArchiveEntry[]> {
  const { archive, limits } = request;
  using file = await Deno.open(archive);
  const { size: archiveBytes } = await file.stat();
  const reader = new ZipReader(new DiskReader(file, archiveBytes), {
    filenameValidation: "tolerant", // a wrong name is refused alone, not with the whole archive
    checkSignature: true,
    checkOverlappingEntry: true,
  });
  const entries: ArchiveEntry[] = [];
  const taken: [ArchiveEntry, FileEntry][] = [];
  let bytes = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    const stated = {
      path: entry.filename,
      kind: kindOf(entry),
      size: entry.uncompressedSize,
      packedSize: entry.compressedSize,
      problem: entry.encrypted ? "is encrypted: hand it in without a password." : null,
    };
    bytes += entry.uncompressedSize;
    if (entries.length === limits.files) throw new ArchiveProblem(tooManyFiles(limits));
    if (bytes > limits.bytes || bytes > Math.max(HARMLESS_BYTES, archiveBytes * MOST_RATIO)) {
      throw new ArchiveProblem(tooManyBytes(bytes, archiveBytes));
    }
    const { taken: isWanted, problem } = isTaken(stated, request);
    entries.push({ path: stated.path, kind: stated.kind, size: stated.size, number: null, problem });
    if (isWanted) taken.push([entries.at(-1)!, entry as FileEntry]);
  }
  for (const [number, [listed, entry]] of taken.entries()) {
    const output = new NumberedFile(request.folder, number, listed.size);
    try {
      await entry.getData(new WritableStream({ write: (chunk: Uint8Array<ArrayBuffer>) => output.write(chunk) }));
      listed.number = number;
    } catch (error) {
      listed.problem = problemOf(error);
    } finally {
      output.close();
    }
  }
  return entries;
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
