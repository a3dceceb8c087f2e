/**
 * Remembers which lessons have been verified. There is a file for each lesson, which contains the lesson's fingerprint
 * at that time.
 * @module
 */
import { join } from "node:path";
import { writeAtomically } from "../../base/write.ts";

/** The files in a folder that record what has been verified. The folder can be deleted at any time. */
export class Memory {
  readonly #folder: string;

  /** @param folder The path of the folder, which may be missing. */
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

  /** Notes that `name` is correct. If the file cannot be written, `name` will be verified again. */
  async add(name: string, fingerprint: string): Promise<void> {
    await writeAtomically(join(this.#folder, name), fingerprint).catch(() => {});
  }
}
