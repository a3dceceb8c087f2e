/**
 * Reads archives from strangers, in a process of its own.
 * @module
 */
import { join } from "node:path";
import { runBounded } from "../../../base/bounded.ts";
import { root } from "../../../base/root.ts";
import { UsageError } from "../../../base/usage_error.ts";
import { inOrder, type Item } from "../files/item.ts";
import { isTooLong } from "../files/path_problem.ts";
import { archiveFormat, FIRST_BYTES } from "./archive_format.ts";
import type { ArchiveLimits } from "./archive_limits.ts";
import { type ArchiveEntry, type ArchiveListing, type ArchiveRequest, parseListing } from "./archive_listing.ts";

/** Deno's options for a program that uses only what is on this machine. */
const OPTIONS = ["--quiet", "--no-prompt", "--no-remote", "--cached-only", "--no-check", "--frozen"];

/** The program that reads the archive. */
const PROGRAM = join(root, "kit/grade/submissions/archives/archive_program.ts");

/** Words that follow the name of an archive. */
const FAILS = "makes its reader fail: pack it again.";

/** How much is shown of a path that is too long, in characters. */
const SHOWN_CHARACTERS = 200;

/** An archive whose files have been listed and, if they matter, unpacked. */
export interface OpenArchive {
  /** What is at its top. */
  items: Item[];
  /** Removes the unpacked files. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Lists an archive, and unpacks its lessons, its archives and the lists of platforms into a temporary folder.
 * @param file The path of the archive on this machine.
 * @param path Its path for people, with which the paths of its files begin.
 * @param lessons The ids of the lessons.
 * @param temporary The folder in which that folder is made; by default, the system's folder for temporary files.
 * @returns The archive; if it cannot be read, `problem` says why, in words that follow its name.
 * @throws {UsageError} If no archive can be read, because the installation is broken.
 */
export async function readArchive(
  file: string,
  path: string,
  lessons: readonly string[],
  limits: ArchiveLimits,
  temporary?: string,
): Promise<OpenArchive | { problem: string }> {
  const detected = archiveFormat(await firstBytes(file));
  if ("problem" in detected) return detected;
  const folder = await Deno.makeTempDir({ prefix: "downhill-", dir: temporary });
  const remove = () => Deno.remove(folder, { recursive: true }).catch(() => {});
  try {
    const archive = await allowable(file, folder);
    const listing = await listApart({ archive, format: detected.format, folder, lessons, limits });
    if (!("problem" in listing)) {
      return { items: treeOf(listing.entries, path, folder), [Symbol.asyncDispose]: remove };
    }
    await remove();
    return listing;
  } catch (error) {
    await remove();
    throw error;
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  using file = await Deno.open(path);
  const bytes = new Uint8Array(FIRST_BYTES);
  let length = 0;
  for (let more; length < bytes.length && (more = await file.read(bytes.subarray(length))) !== null;) length += more;
  return bytes.subarray(0, length);
}

/** A path of the archive that can be in Deno's list of readable files, in which paths are separated by commas. */
async function allowable(file: string, folder: string): Promise<string> {
  if (folder.includes(",")) {
    throw new UsageError(`The path of the temporary folder ${folder} contains a comma: set TMPDIR to another one.`);
  }
  if (!file.includes(",")) return file;
  const copy = join(folder, "archive");
  await Deno.copyFile(file, copy);
  return copy;
}

async function listApart(request: ArchiveRequest): Promise<ArchiveListing> {
  const { archive, folder, limits } = request;
  const args = [
    "run",
    ...OPTIONS,
    ...[`--config=${join(root, "deno.json")}`, `--lock=${join(root, "deno.lock")}`],
    ...[`--allow-read=${archive}`, `--allow-write=${folder}`],
    PROGRAM,
    JSON.stringify(request),
  ];
  const { end, code, stdout, stderr } = await runBounded(args, limits);
  if (end === "time") return { problem: `takes longer than ${limits.seconds} s to read: hand in only the lessons.` };
  if (end === "output") return { problem: "has too many files with too long names: hand in only the lessons." };
  if (code === 0) {
    try {
      return parseListing(new TextDecoder().decode(stdout));
    } catch {
      return { problem: FAILS };
    }
  }
  const [message] = new TextDecoder().decode(stderr).trim().split("\n");
  if (message.startsWith("error: Top-level await")) return { problem: FAILS }; // the program waits for ever
  if (/^error: (?!Uncaught)/.test(message)) { // Deno's own message: the program has not read anything
    throw new UsageError(`Archives cannot be read (${message.slice(7)}): run deno task prepare.`);
  }
  return { problem: "needs too much memory to read: hand in only the lessons." };
}

/** A folder of an archive while it is put together. */
interface Folder extends Item {
  items: Item[];
  folders: Map<string, Folder>;
}

/**
 * The files and folders of an archive. Most archives do not list their folders, so these come from the paths. A file
 * whose path is too long or too deep is put at the top.
 */
function treeOf(entries: readonly ArchiveEntry[], path: string, folder: string): Item[] {
  const top = newFolder("", path);
  for (const { path: written, kind, size, number, problem } of entries) {
    const parts = isTooLong(written) ? [written.slice(-SHOWN_CHARACTERS)] : written.split("/");
    if (parts.length > 1 && parts[0] === ".") parts.shift(); // tar writes ./lessons/…
    const name = kind === "folder" && parts.at(-1) === "" ? undefined : parts.pop();
    if (kind === "folder") {
      folderAt(top, name === undefined ? parts.slice(0, -1) : [...parts, name]);
      continue;
    }
    const into = folderAt(top, parts);
    into.items.push({
      name: name!,
      path: `${into.path}/${name}`,
      kind,
      size,
      content: number === null ? null : join(folder, String(number)),
      problem,
      children: () => Promise.resolve([]),
    });
  }
  return sorted(top);
}

function folderAt(top: Folder, parts: readonly string[]): Folder {
  let at = top;
  for (const part of parts) {
    let next = at.folders.get(part);
    if (next === undefined) {
      next = newFolder(part, `${at.path}/${part}`);
      at.folders.set(part, next);
      at.items.push(next);
    }
    at = next;
  }
  return at;
}

function newFolder(name: string, path: string): Folder {
  const folder: Folder = {
    ...{ name, path, kind: "folder", size: 0, content: null, problem: null, items: [], folders: new Map() },
    children: () => Promise.resolve(sorted(folder)),
  };
  return folder;
}

function sorted({ items }: Folder): Item[] {
  return items.sort((a, b) => inOrder(a.name, b.name));
}
