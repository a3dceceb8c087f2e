/**
 * Shared by the modules that write and read `.safetensors`. A file has 8 bytes with the length of the header, the
 * header as JSON (for each tensor its type, its shape, and where its values begin and end), and then the values, one
 * tensor after another without gaps. Source: https://huggingface.co/docs/safetensors, "Format"; the order of the
 * tensors is that of the Rust implementation, which Python's safetensors calls.
 * @module
 */

/** The name in the header for strings about the file; no tensor can have it. */
export const METADATA = "__metadata__";

/** Throws an error of this `kind` if no tensor can have this name. */
export function checkName(name: string, kind: ErrorConstructor): void {
  // "__proto__" is JavaScript's name for an object's prototype, which would cause errors in many programs that read the
  // file
  if (name === METADATA || name === "__proto__") throw new kind(`No tensor may be called ${quote(name)}: rename it.`);
  if (!name.isWellFormed()) throw new kind(`The name ${quote(name)} has half a character: rename this tensor.`);
}

/** A name for messages: in quotation marks, and not longer than a line. */
export function quote(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
}
