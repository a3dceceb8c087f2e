/**
 * A program that lists an archive from a stranger on its standard output, and takes the lessons out of it. It may read
 * only this archive and write only into one folder, in which it names files by numbers. An archive can make a reader
 * use any amount of memory and time, so it runs in its own process, which can be given limits and killed. See
 * read_archive.ts for the other end.
 * @module
 */
import { type ArchiveListing, ArchiveProblem, type ArchiveRequest } from "./archive_listing.ts";
import { readTar } from "./tar_archive.ts";
import { readZip } from "./zip_archive.ts";

const request = JSON.parse(Deno.args[0]) as ArchiveRequest;
const listing = new TextEncoder().encode(JSON.stringify(await list()));
for (let written = 0; written < listing.length;) written += await Deno.stdout.write(listing.subarray(written));
Deno.exit(0); // a reader that has been ended early may still wait for the rest of the archive

async function list(): Promise<ArchiveListing> {
  try {
    return { entries: await (request.format === "zip" ? readZip : readTar)(request) };
  } catch (error) {
    if (error instanceof ArchiveProblem) return { problem: error.message };
    const message = error instanceof Error ? error.message : String(error);
    if (/encrypt/i.test(message)) return { problem: "is encrypted: hand it in without a password." };
    if (/no space left|disk full/i.test(message)) return { problem: "cannot be unpacked: the disk is full." };
    return { problem: "is damaged or incomplete: pack it again." };
  }
}
