/**
 * @module
 */
import process from "node:process";

/** The SHA-256 of `content`, in hexadecimal. */
export function sha256(content: Uint8Array): string {
  const { createHash } = process.getBuiltinModule("node:crypto"); // as in idx.ts: loaded only where data is read
  return createHash("sha256").update(content).digest("hex");
}
