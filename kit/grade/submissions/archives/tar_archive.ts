/**
 * Reads a tar archive from a stranger. Runs only in a process of its own: see archive_program.ts.
 * @module
 */
import { extract } from "tar-stream";
import { HARMLESS_BYTES, MOST_RATIO } from "./archive_limits.ts";
import { type ArchiveEntry, ArchiveProblem, type ArchiveRequest } from "./archive_listing.ts";
import { NumberedFile, tooManyBytes, tooManyFiles } from "./numbered_file.ts";
import { isTaken } from "./taken.ts";

/** The library's names for what we distinguish. Everything else is "other". */
const KINDS: Record<string, ArchiveEntry["kind"]> = {
  "file": "file",
  "contiguous-file": "file",
  "directory": "folder",
  "link": "link",
  "symlink": "link",
};

/** An entry as the library reports it: its bytes, and what is stated about it. */
interface TarEntry extends AsyncIterable<Uint8Array> {
  header: { name: string; type: string | null; size: number };
  resume(): void;
}

/**
 * Lists the archive, and writes the files that are taken into the folder. The archive is read twice: first only to see
 * whether it is too large.
 * @throws {ArchiveProblem} If it is too large.
 */
export async function readTar(request: ArchiveRequest): Promise<ArchiveEntry[]> {
  await eachEntry(request, (entry) => Promise.resolve(entry.resume()));
  const entries: ArchiveEntry[] = [];
  let numbers = 0;
  await eachEntry(request, async (entry) => {
    const { name: path, type, size } = entry.header;
    const kind = KINDS[type ?? ""] ?? "other";
    const { taken, problem } = isTaken({ path, kind, size, packedSize: null, problem: null }, request);
    const number = taken ? numbers++ : null;
    entries.push({ path, kind, size, number, problem });
    if (number === null) return entry.resume();
    const output = new NumberedFile(request.folder, number, size);
    try {
      for await (const chunk of entry) output.write(chunk);
    } finally {
      output.close();
    }
  });
  return entries;
}

/** Reads the archive from the beginning to the end, and waits for `work` on each entry. */
async function eachEntry(request: ArchiveRequest, work: (entry: TarEntry) => Promise<void>): Promise<void> {
  const { archive, format, limits } = request;
  const { size: archiveBytes } = await Deno.stat(archive);
  const file = (await Deno.open(archive)).readable;
  const source = format === "tar" ? file : file.pipeThrough(new DecompressionStream("gzip"));
  const entries = extract();
  let problem: unknown; // the library replaces what ends its stream by an error of its own
  const feeding = (async () => {
    let bytes = 0;
    try {
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > limits.bytes || bytes > Math.max(HARMLESS_BYTES, archiveBytes * MOST_RATIO)) {
          throw new ArchiveProblem(tooManyBytes(bytes, archiveBytes));
        }
        if (entries.destroying) return;
        if (!entries.write(chunk)) await drained(entries);
      }
      entries.end();
    } catch (error) {
      problem ??= error;
      entries.destroy();
    }
  })();
  let files = 0;
  try {
    for await (const entry of entries as AsyncIterable<TarEntry>) {
      if (++files > limits.files) throw new ArchiveProblem(tooManyFiles(limits));
      if (!Number.isSafeInteger(entry.header.size) || entry.header.size < 0) throw new Error("A size is no number.");
      await work(entry);
    }
  } catch (error) {
    problem ??= error;
    entries.destroy();
  }
  await feeding;
  if (problem) throw problem;
}

/** Waits until the library wants more, or has ended. */
function drained(stream: { once(event: string, listener: () => void): void }): Promise<void> {
  return new Promise((resolve) => {
    stream.once("drain", resolve);
    stream.once("close", resolve);
  });
}
