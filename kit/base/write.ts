/**
 * Writes files completely or not at all, so that nobody ever reads half a file.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { UsageError } from "./usage_error.ts";

/**
 * Writes `content` to `path`, completely or not at all: a draft is written in the same folder, and then renamed. A
 * missing folder is created. Pass a stream if the whole text should not be in memory at once.
 * @throws {UsageError} In one sentence, if the folder is read-only, the disk is full, or the process may not write
 *   there; `path` is then unchanged.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array<ArrayBuffer> | ReadableStream<string>,
): Promise<void> {
  await writeWith(path, content);
}

/** The same, but only the user can read the file. (Windows ignores this; there, others cannot read the user's folders.) */
export async function writePrivately(path: string, content: string): Promise<void> {
  await writeWith(path, content, 0o600);
}

async function writeWith(
  path: string,
  content: string | Uint8Array<ArrayBuffer> | ReadableStream<string>,
  mode?: number,
): Promise<void> {
  const folder = dirname(path);
  const draft = join(folder, `.${basename(path)}-${crypto.randomUUID()}.tmp`); // isDraft recognizes this name
  let isBegun = false;
  try {
    await Deno.mkdir(folder, { recursive: true });
    isBegun = true; // a user who has refused one permission is not asked for another
    if (content instanceof Uint8Array) await Deno.writeFile(draft, content, { mode });
    else await Deno.writeTextFile(draft, content, { mode });
    await Deno.rename(draft, path);
  } catch (error) {
    if (isBegun) await Deno.remove(draft).catch(() => {}); // The draft may not exist; only the first error is reported.
    throw new UsageError(`${path} cannot be written because ${whyNotWritten(error)}`, { cause: error });
  }
}

/**
 * Writes `content` to `path`, but does not change a file, folder or link that is already there. A missing folder is
 * created.
 * @returns Whether the content was written.
 * @throws {UsageError} In the same cases as {@linkcode writeAtomically}; nothing is left at `path` then.
 */
export async function writeNew(path: string, content: string): Promise<boolean> {
  let isBegun = false;
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    using file = await Deno.open(path, { write: true, createNew: true });
    isBegun = true;
    const bytes = new TextEncoder().encode(content);
    for (let written = 0; written < bytes.length;) written += await file.write(bytes.subarray(written));
    return true;
  } catch (error) {
    if (isBegun) await Deno.remove(path).catch(() => {});
    else if (await Deno.lstat(path).then(() => true, () => false)) return false;
    throw new UsageError(`${path} cannot be written because ${whyNotWritten(error)}`, { cause: error });
  }
}

/**
 * Whether a file with this name is a draft of {@linkcode writeAtomically}. It stays in its folder if the process was
 * killed before it was renamed.
 */
export function isDraft(name: string): boolean {
  return /^\..+-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/.test(name);
}

/** Whether the system's message says that the disk is full. Systems use different words for it. */
export function isDiskFull(message: string): boolean {
  return /no space left|disk full|quota|os error (28|112|122)\b/i.test(message);
}

/** Whether the system's message says that the program may not write in the folder. */
export function isReadOnly(message: string): boolean {
  return /permission denied|read-only|os error (1|5|13|30)\b/i.test(message);
}

/** The reason, and what to do. Systems use different words for these errors, so the error numbers are also compared. */
function whyNotWritten(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Deno.errors.NotCapable) {
    return "Deno was not allowed to: run it with -A, or with --allow-read and --allow-write.";
  }
  if (isDiskFull(text)) {
    return "the disk is full: free some space, then try again.";
  }
  if (error instanceof Deno.errors.PermissionDenied || isReadOnly(text)) {
    return "its folder is read-only: allow writing there, or use another folder.";
  }
  if (error instanceof Deno.errors.AlreadyExists || /not a directory|os error 20\b/i.test(text)) {
    return "a file has the name of its folder: move that file away, or use another folder.";
  }
  if (/is a directory|os error 21\b/i.test(text)) return "a folder has its name: move that folder away.";
  return `of ${JSON.stringify(text)}: use another folder.`;
}
