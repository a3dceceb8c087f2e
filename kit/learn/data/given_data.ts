/**
 * The data set that was given to a lesson's process, which may not look for the files itself.
 * @module
 */
import type { DataSource } from "../../base/data_set.ts";
import { sha256 } from "../../base/sha256.ts";

let given: DataSource | null | undefined;

/** Sets the place of the files; null if there are none. */
export function giveData(source: DataSource | null): void {
  given = source;
  if (source) sha256(new Uint8Array()); // Deno 2.8 loads node:crypto at its first use, and cannot after imports are restricted
}

/** The place of the files; null if there are none, undefined if {@linkcode giveData} was not called. */
export function givenData(): DataSource | null | undefined {
  return given;
}
