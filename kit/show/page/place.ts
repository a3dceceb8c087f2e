/**
 * Remembers the page's port and token, so that pages that are still open find the server when it is started again.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { writePrivately } from "../../base/write.ts";

/** Where a page finds its server. */
export interface Place {
  /** The port on this machine; 0 for any that is free. */
  port: number;
  /** The secret that a page must know. */
  token: string;
}

/** The file, which Git ignores. Only the user can read it. */
const FILE = join(root, ".cache", "page.json");

/** The length of a token, in bytes: nobody can guess it. */
const TOKEN_BYTES = 32;

/** The place of the last server; a new one if there was none, or if the file is not ours. */
export async function recallPlace(file: string = FILE): Promise<Place> {
  const text = await Deno.readTextFile(file).catch(() => "");
  return parsePlace(text) ?? { port: 0, token: crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)).toHex() };
}

/** Stores the place. @throws {UsageError} If the file cannot be written. */
export async function rememberPlace({ port, token }: Place, file: string = FILE): Promise<void> {
  await writePrivately(file, JSON.stringify({ port, token }));
}

function parsePlace(text: string): Place | undefined {
  try {
    const { port, token } = JSON.parse(text);
    const isPort = Number.isInteger(port) && port > 1023 && port < 65_536;
    return isPort && typeof token === "string" && /^[\da-f]{64}$/.test(token) ? { port, token } : undefined;
  } catch {
    return undefined;
  }
}
