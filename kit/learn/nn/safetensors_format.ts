/**
 * What writing and reading `.safetensors` have in common. A file is 8 bytes that say how long the header is, the header
 * as JSON (of each tensor its type, its shape, and where its values begin and end), and then the values, one tensor after
 * another without a gap. Source: https://huggingface.co/docs/safetensors, "Format"; the order of the tensors
 * is that of its implementation in Rust, which Python's safetensors calls.
 * @module
 */

/** The name in the header that stands for texts about the file, and so for no tensor. */
export const METADATA = "__metadata__";

/** Throws an error of this `kind` if no tensor can have this name. */
export function checkName(name: string, kind: ErrorConstructor): void {
  // "__proto__" is what JavaScript calls an object's prototype: half of the programs that read it would go astray.
  if (name === METADATA || name === "__proto__") throw new kind(`No tensor may be called ${quote(name)}: rename it.`);
  if (!name.isWellFormed()) throw new kind(`The name ${quote(name)} has half a character: rename this tensor.`);
}

/** A name as it stands in messages: in quotation marks, and not longer than a line. */
export function quote(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
}
