/**
 * @module
 */
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import type { PackedFile } from "./packed_file.ts";

/** When every file was changed, in the machine's own time zone: that is what the format stores. */
const CHANGED = new Date(2000, 0, 1);

/** The modes of a program and of any other file. */
const [PROGRAM, FILE] = [0o100755, 0o100644];

/** A zip archive of `files`. The same files always give the same bytes. */
export async function zipOf(files: readonly PackedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    ...{ useWebWorkers: false, lastModDate: CHANGED, extendedTimestamp: false, msDosCompatible: false },
  });
  for (const { path, content, isProgram } of files) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await writer.add(path, new Uint8ArrayReader(bytes), { unixMode: isProgram ? PROGRAM : FILE });
  }
  return await writer.close();
}
