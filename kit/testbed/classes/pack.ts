/**
 * Writes archives for tests, also such as no platform would write.
 * @module
 */
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { pack } from "tar-stream";

/** The files of a class or of a submission: the path of each, and its content. */
export type Files = Record<string, string | Uint8Array<ArrayBuffer>>;

/** An entry of an archive of which a test decides everything. */
export interface PackedEntry {
  /** The name, as it is written. */
  name: string;
  /** The content; empty by default. */
  content?: string | Uint8Array<ArrayBuffer>;
  /** What it is; a file by default. Zip archives know only files and symbolic links. */
  type?: "file" | "directory" | "symlink" | "link" | "character-device" | "block-device" | "fifo";
  /** Where a link leads. */
  linkname?: string;
  /** Encrypts the content of a file in a zip archive. */
  password?: string;
}

/** When every file in these archives was changed: the same archive always has the same bytes. */
const CHANGED = new Date(2026, 10, 28, 10, 11, 12);

/** The mode of a symbolic link that its owner may read and write. */
const LINK_MODE = 0o120644;

/** A zip archive with `entries`. No two of them may have the same name: see {@linkcode renamed}. */
export async function zipOf(entries: readonly PackedEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, lastModDate: CHANGED, level: 1 });
  for (const { name, content = "", type, linkname = "", password } of entries) {
    const bytes = bytesOf(type === "symlink" ? linkname : content);
    await writer.add(name, new Uint8ArrayReader(bytes), {
      ...type === "symlink" ? { unixMode: LINK_MODE, msDosCompatible: false } : {},
      ...password === undefined ? {} : { password, encryptionStrength: 3 },
    });
  }
  return await writer.close();
}

/** A tar archive with `entries`. */
export async function tarOf(entries: readonly PackedEntry[]): Promise<Uint8Array<ArrayBuffer>> {
  const archive = pack();
  const whole = (async () => {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for await (const chunk of archive) chunks.push(chunk);
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  })();
  for (const { name, content = "", type = "file", linkname } of entries) {
    await new Promise<void>((resolve, reject) =>
      archive.entry(
        { name, type, linkname, mtime: CHANGED },
        bytesOf(content),
        (error: Error | null) => error ? reject(error) : resolve(),
      )
    );
  }
  archive.finalize();
  return await whole;
}

/** Compresses `bytes` with gzip. */
export async function gzipOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Replaces every `from` in `archive` with `to`, which must be as long: for names that no library would write. */
export function renamed(archive: Uint8Array<ArrayBuffer>, from: string, to: string): Uint8Array<ArrayBuffer> {
  const [old, new_] = [from, to].map((name) => new TextEncoder().encode(name));
  if (old.length !== new_.length) throw new RangeError(`"${from}" and "${to}" must have the same length.`);
  const changed = archive.slice();
  for (let start = 0; start <= changed.length - old.length; start++) {
    if (old.every((byte, i) => changed[start + i] === byte)) changed.set(new_, start);
  }
  return changed;
}

/** The entries for {@linkcode zipOf} and {@linkcode tarOf} that contain `files`. */
export function entriesOf(files: Files): PackedEntry[] {
  return Object.entries(files).map(([name, content]) => ({ name, content }));
}

/** The bytes of a file. */
export function bytesOf(content: string | Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
