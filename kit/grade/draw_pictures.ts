/**
 * Draws the pictures of a class, after all points are known.
 * @module
 */
import { join } from "node:path";
import { writeAtomically } from "../base/write.ts";
import type { Job } from "../judge/run/job.ts";
import { counted } from "../learn/plot/parts/number_text.ts";
import type { ClassState } from "./class_state.ts";
import { drawOne } from "./grade_one.ts";
import type { GradeRecord } from "./grade_record.ts";
import type { StudentFile } from "./journal/entry.ts";

/** How to draw the pictures of a class. */
export interface DrawOptions {
  /** The folder for the pictures. */
  folder: string;
  /** How many are drawn at a time. */
  jobs: number;
  /** The seed, as for the checks. */
  seed: number;
  /** The job of a file. */
  jobOf: (file: StudentFile) => Job;
  /** Receives the progress. */
  onRecord: (record: GradeRecord) => void;
}

/**
 * Draws the picture of each different file that has none yet, and notes it in the journal. If the machine fails to draw
 * one, the others are drawn, and the next grading tries this one again.
 * @throws {UsageError} If a picture or a line of the journal cannot be written.
 */
export async function drawPictures(
  state: ClassState,
  { folder, jobs, seed, jobOf, onRecord }: DrawOptions,
): Promise<void> {
  const files = state.withoutPicture();
  const students = state.filesOfStudents().size;
  const begin = performance.now();
  const failures: string[] = [];
  let [next, done] = [0, 0];
  const count = () => {
    const running = next - done;
    const left = files.length - next;
    const secondsLeft = done === 0
      ? null
      : Math.round((performance.now() - begin) / done * (files.length - done) / 1000);
    onRecord({ type: "count", what: "pictures", studentsDone: students, students, done, running, left, secondsLeft });
  };
  const drawNext = async () => {
    const file = files[next++];
    count();
    const { lesson, sha256 } = file;
    const drawn = await drawOne(jobOf(file), seed).catch((error: Error) => error);
    if (drawn instanceof Error) failures.push(drawn.message);
    else {
      const { svg, summary, message } = drawn;
      const name = `${lesson}-${sha256}.svg`; // with a part of the hash, a student could replace another's picture
      if (svg) await writeAtomically(join(folder, name), svg);
      await state.add({ type: "picture", lesson, sha256, file: svg ? name : null, summary, message });
    }
    done++;
    count();
  };
  await Promise.all(Array.from({ length: jobs }, async () => {
    while (next < files.length) await drawNext();
  }));
  if (failures.length === 0) return;
  const advice = "type the same command again to try once more";
  const message =
    `${counted(failures.length, "picture")} could not be drawn, because this machine failed: ${advice}. ` +
    failures[0];
  onRecord({ type: "note", message });
}
