/**
 * The data set that was given to a lesson's process, which may not look for the files itself.
 * @module
 */
import type { DataSource } from "../../base/data_set.ts";
import { sha256 } from "../../base/sha256.ts";

let given: DataSource | null | undefined;

/** Sets where the files are; null if there are none. */
export function giveData(source: DataSource | null): void {
  given = source;
  // Deno 2.8 loads the code of sha256() at its first call, which would fail after imports are restricted
  if (source) sha256(new Uint8Array());
}

/** Where the files are; null if there are none, undefined if {@linkcode giveData} was not called. */
export function givenData(): DataSource | null | undefined {
  return given;
}
