/**
 * Copies a learner's lesson before it is changed, so that nothing is lost.
 * @module
 */
import { basename, dirname, join } from "node:path";
import { writeAtomically } from "../../base/write.ts";
import { readLearnerFile } from "./learner_file.ts";

/**
 * Copies a lesson, byte by byte, into the folder `backups` next to its own folder: `lessons/04_name.ts` to
 * `backups/04_name.1.ts`. It never overwrites a copy, and never makes a second copy of the same text. The copy with the
 * highest number is the latest one.
 * @param lesson The path of the lesson.
 * @returns The path of the copy, or undefined if there is no such lesson.
 * @throws {UsageError} If the lesson cannot be read, or the copy cannot be written.
 */
export async function backUp(lesson: string): Promise<string | undefined> {
  const content = await readLearnerFile(lesson);
  if (!content) return undefined;
  for (let number = 1;; number++) {
    const copy = join(dirname(lesson), "..", "backups", `${basename(lesson, ".ts")}.${number}.ts`);
    const earlier = await readLearnerFile(copy);
    if (!earlier) await writeAtomically(copy, content);
    if (!earlier || haveSameBytes(earlier, content)) return copy;
  }
}

function haveSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
