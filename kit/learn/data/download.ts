/**
 * Downloads a file completely or not at all.
 * @module
 */
import { createHash } from "node:crypto";
import { basename, dirname } from "node:path";

/** A file to download, and how to check that it is the right one. */
export interface Download {
  /** The addresses of the file, which are tried in this order. */
  urls: readonly string[];
  /** The path at which to save the file; its folder is created if it does not exist yet. */
  path: string;
  /** Its length in bytes. */
  bytes: number;
  /** Its SHA-256, in hexadecimal. */
  sha256: string;
}

/** Options of {@linkcode download}. */
export interface DownloadOptions {
  /** Called from time to time with the number of bytes that have arrived. */
  onProgress?: (received: number) => void;
  /** How long a server may be silent before the next one is tried. Defaults to 20 s. */
  patienceMs?: number;
}

/** No server sent the right file, or the file could not be written. */
export class DownloadError extends Error {}

/** An error on this machine, which would occur with every server. */
class OwnError extends DownloadError {}

/** All bytes have arrived, but they are wrong. */
class WrongContent extends Error {}

/**
 * Downloads a file from the first of its servers that has it. The bytes are written to a file named `path` plus
 * `.part`, which is renamed to `path` once its SHA-256 is right. After an interruption, even one by the server, only
 * the rest is fetched if the server supports this.
 * @throws {DownloadError} If the file could not be downloaded; one sentence says what went wrong with each server. The
 * bytes that have arrived are kept for the next try.
 */
export async function download(file: Download, options: DownloadOptions = {}): Promise<void> {
  const part = `${file.path}.part`;
  await onOwnDisk(file.path, () => Deno.mkdir(dirname(file.path), { recursive: true }));
  const handle = await onOwnDisk(part, () => Deno.open(part, { read: true, write: true, create: true }));
  try {
    if (!await handle.tryLock(true)) throw new DownloadError(`${part} is being written by another download.`);
    await fromAny(file, handle, options);
    await onOwnDisk(part, () => handle.sync());
  } catch (error) {
    if ((await handle.stat()).size === 0) await Deno.remove(part).catch(() => {});
    throw error;
  } finally {
    handle.close();
  }
  await onOwnDisk(file.path, () => Deno.rename(part, file.path));
}

async function fromAny(file: Download, handle: Deno.FsFile, options: DownloadOptions): Promise<void> {
  const reasons: string[] = [];
  for (const url of file.urls) {
    const { size } = await handle.stat();
    try {
      return await fromOne(url, file, handle, options).catch(async (error) => {
        // perhaps only the bytes that were already on the disk were wrong
        if (error instanceof WrongContent && size > 0) return await fromOne(url, file, handle, options);
        throw error;
      });
    } catch (error) {
      if (error instanceof OwnError) throw error;
      reasons.push(`${new URL(url).host} ${(error as Error).message}`);
    }
  }
  throw new DownloadError(`${basename(file.path)} could not be downloaded: ${reasons.join("; ")}.`);
}

/** Fetches the missing bytes, and checks the whole file; if it is wrong, it is deleted. */
async function fromOne(url: string, file: Download, handle: Deno.FsFile, options: DownloadOptions): Promise<void> {
  const { onProgress = () => {}, patienceMs = 20_000 } = options;
  let { size } = await handle.stat();
  if (size > file.bytes) await empty(handle);
  if (size !== file.bytes) await fetchRest(url, file, handle, onProgress, patienceMs);
  ({ size } = await handle.stat());
  if (size < file.bytes) throw new Error(`stopped after ${size} of ${file.bytes} bytes`);
  if (await sha256Of(handle) === file.sha256) return;
  await empty(handle);
  throw new WrongContent("has a different file with that name: its SHA-256 is wrong");
}

async function fetchRest(
  url: string,
  { path, bytes }: Download,
  handle: Deno.FsFile,
  onProgress: (received: number) => void,
  patienceMs: number,
): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), patienceMs);
  try {
    let { size: received } = await handle.stat();
    const response = await fetch(url, { headers: headers(received), signal: silence.signal });
    const start = startOf(response, received, bytes);
    if (start === null) {
      await response.body?.cancel();
      if (response.status === 416) await empty(handle); // so that the whole file is requested from the next server
      throw new Error(refusal(response, bytes));
    }
    if (start === 0) await empty(handle);
    received = start;
    await handle.seek(received, Deno.SeekMode.Start);
    for await (const chunk of response.body ?? []) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), patienceMs);
      if (received + chunk.length > bytes) {
        await empty(handle);
        throw new Error(`sends more than ${bytes} bytes`);
      }
      await onOwnDisk(path, () => writeAll(handle, chunk));
      received += chunk.length;
      onProgress(received);
    }
  } catch (error) {
    if (silence.signal.aborted) throw new Error(`sent nothing for ${patienceMs / 1000} s`);
    if (error instanceof TypeError) throw new Error(`cannot be reached, or broke off (${shortened(error.message)})`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Asks for no compression, because compressed data have a different length from the file. */
function headers(received: number): Record<string, string> {
  return { "accept-encoding": "identity", ...received > 0 && { range: `bytes=${received}-` } };
}

/** The position in the file at which the response begins; null if the response is not a part of the file. */
function startOf({ status, headers }: Response, received: number, bytes: number): number | null {
  if (status === 206) return headers.get("content-range")?.startsWith(`bytes ${received}-`) ? received : null;
  if (status !== 200) return null;
  const length = headers.get("content-length"); // a network that requires a login sends its own page instead
  return length === null || Number(length) === bytes ? 0 : null;
}

function refusal({ status, statusText, headers }: Response, bytes: number): string {
  if (status === 200) return `has a file of ${headers.get("content-length")} bytes, expected ${bytes}`;
  if (status === 206) return "sent a different part of the file than requested";
  return `answered ${status} ${statusText}`.trim();
}

async function sha256Of(handle: Deno.FsFile): Promise<string> {
  const hash = createHash("sha256");
  await handle.seek(0, Deno.SeekMode.Start);
  const buffer = new Uint8Array(2 ** 20);
  for (let read = await handle.read(buffer); read !== null; read = await handle.read(buffer)) {
    hash.update(buffer.subarray(0, read));
  }
  return hash.digest("hex");
}

async function empty(handle: Deno.FsFile): Promise<void> {
  await handle.truncate(0);
  await handle.seek(0, Deno.SeekMode.Start);
}

async function writeAll(handle: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) written += await handle.write(bytes.subarray(written));
}

/** Runs `work`, which uses only the local disk. If it fails, the error gives the disk as the reason. */
async function onOwnDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = shortened(error instanceof Error ? error.message : String(error));
    throw new OwnError(`${path} cannot be written (${reason}): free some space, or choose another folder.`, {
      cause: error,
    });
  }
}

function shortened(message: string): string {
  return message.split("\n")[0].slice(0, 150);
}
