/**
 * What a lesson's process is told of its data set: it may not look for the files by itself.
 * @module
 */
import type { DataSource } from "../../base/data_set.ts";
import { sha256 } from "../../base/sha256.ts";

let given: DataSource | null | undefined;

/** Says where the files are, or with null that there are none. */
export function giveData(source: DataSource | null): void {
  given = source;
  if (source) sha256(new Uint8Array()); // Deno 2.8 loads it at its first use, and cannot once imports are restricted
}

/** Where the files are; null where it was said that there are none, undefined where nobody has said anything. */
export function givenData(): DataSource | null | undefined {
  return given;
}
