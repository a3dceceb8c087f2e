/**
 * @module
 */
import process from "node:process";

/** The SHA-256 of `content`, in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  const { createHash } = process.getBuiltinModule("node:crypto"); // the module is loaded only when it is used
  return createHash("sha256").update(content).digest("hex");
}
