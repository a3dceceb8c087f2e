/**
 * Remembers which lessons have been verified: in a file for each lesson, with the fingerprint that it had then.
 * @module
 */
import { join } from "node:path";
import { writeAtomically } from "../../base/write.ts";

/** A memory in a folder, which can be deleted at any time. */
export class Memory {
  readonly #folder: string;

  /** @param folder Its path; it need not exist. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether `name` was correct with this fingerprint. False if the file is missing, broken or out of date. */
  async has(name: string, fingerprint: string): Promise<boolean> {
    try {
      return await Deno.readTextFile(join(this.#folder, name)) === fingerprint;
    } catch {
      return false;
    }
  }

  /** Notes that `name` is correct; if nothing can be written, it will be verified again. */
  async add(name: string, fingerprint: string): Promise<void> {
    await writeAtomically(join(this.#folder, name), fingerprint).catch(() => {});
  }
}
