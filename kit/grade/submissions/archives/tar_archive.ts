/**
 * Reads a tar archive from a stranger. Runs only in a process of its own: see archive_program.ts.
 * @module
 */
import { extract } from "tar-stream";
import type { ArchiveEntry, ArchiveRequest } from "./archive_listing.ts";
import { Budget } from "./budget.ts";
import { NumberedFile } from "./numbered_file.ts";

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
  await eachEntry(request, async (entry, listed) => {
    entries.push(listed);
    if (listed.number === null) return entry.resume();
    const output = new NumberedFile(request.folder, listed.number, listed.size);
    try {
      for await (const chunk of entry) output.write(chunk);
    } finally {
      output.close();
    }
  });
  return entries;
}

/** Reads the archive from the beginning to the end, and waits for `work` on each entry. */
async function eachEntry(
  request: ArchiveRequest,
  work: (entry: TarEntry, listed: ArchiveEntry) => Promise<void>,
): Promise<void> {
  const { archive, format } = request;
  const budget = new Budget(request, (await Deno.stat(archive)).size);
  const file = (await Deno.open(archive)).readable;
  const source = format === "tar" ? file : file.pipeThrough(new DecompressionStream("gzip"));
  const entries = extract();
  let problem: unknown; // the first one: the library ends its stream with another
  const feeding = (async () => {
    let bytes = 0;
    try {
      for await (const chunk of source) {
        budget.bytes(bytes += chunk.length);
        if (entries.destroying) return;
        if (!entries.write(chunk)) await drained(entries);
      }
      entries.end();
    } catch (error) {
      problem ??= error;
      entries.destroy();
    }
  })();
  try {
    for await (const entry of entries as AsyncIterable<TarEntry>) {
      const { name: path, type, size } = entry.header;
      if (!Number.isSafeInteger(size) || size < 0) throw new RangeError("The size of a file is not a number.");
      const kind = KINDS[type ?? ""] ?? "other";
      await work(entry, budget.entry({ path, kind, size, packedSize: null, problem: null }));
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
