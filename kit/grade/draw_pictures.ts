/**
 * Draws the pictures of a class, after all points are known.
 * @module
 */
import { join } from "node:path";
import { writeAtomically } from "../base/write.ts";
import type { Job } from "../judge/run/job.ts";
import type { ClassState } from "./class_state.ts";
import { drawOne } from "./grade_one.ts";
import type { GradeRecord } from "./grade_record.ts";
import type { StudentFile } from "./journal/entry.ts";

/** The digits of the SHA-256 in a picture's name: with 12 of them, no two files of a class get the same name. */
const DIGITS = 12;

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

/** Draws the picture of each different file that has none yet, and notes it in the journal. */
export async function drawPictures(
  state: ClassState,
  { folder, jobs, seed, jobOf, onRecord }: DrawOptions,
): Promise<void> {
  const files = state.withoutPicture();
  const students = state.filesOfStudents().size;
  const begin = performance.now();
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
    const { svg, summary, message } = await drawOne(jobOf(file), seed);
    const name = `${lesson}-${sha256.slice(0, DIGITS)}.svg`;
    if (svg) await writeAtomically(join(folder, name), svg);
    await state.add({ type: "picture", lesson, sha256, file: svg ? name : null, summary, message });
    done++;
    count();
  };
  await Promise.all(Array.from({ length: jobs }, async () => {
    while (next < files.length) await drawNext();
  }));
}
