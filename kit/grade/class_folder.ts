/**
 * The folder of a class: its journal, the files that were handed in, the pictures and the reports.
 * @module
 */
import { join } from "node:path";
import { sha256 } from "../base/sha256.ts";
import { writeAtomically } from "../base/write.ts";
import type { StudentEntry, StudentFile } from "./journal/entry.ts";
import type { Submission, SubmittedLesson } from "./submissions/submission.ts";

/** The path of a file that was handed in, in the class's folder. The course's programs read it from there. */
export function submittedPath(folder: string, { sha256, lesson }: Pick<StudentFile, "sha256" | "lesson">): string {
  return join(folder, "submitted", sha256, `${lesson}.ts`);
}

/** The folder of the pictures that the students' files draw. */
export function pictureFolder(folder: string): string {
  return join(folder, "pictures");
}

/** Stores the files of a submission in the class's folder, unless they are there, and returns its line for the journal. */
export async function keepSubmission(folder: string, submission: Submission): Promise<StudentEntry> {
  const { student, name, email, lessons, ignored, refused } = submission;
  const files = await keepFiles(folder, lessons);
  const earlier = await keepFiles(folder, submission.earlier);
  return { type: "student", student, name, email, files, ...earlier.length > 0 ? { earlier } : {}, ignored, refused };
}

async function keepFiles(folder: string, lessons: readonly SubmittedLesson[]): Promise<StudentFile[]> {
  const files: StudentFile[] = [];
  for (const { lesson, path, bytes, submittedAt, isLate } of lessons) {
    const file = { lesson, sha256: sha256(bytes), path, submittedAt, isLate };
    await keep(submittedPath(folder, file), bytes, file.sha256);
    files.push(file);
  }
  return files;
}

/** Compares the bytes: somebody may have opened the file in an editor since, and only what was handed in is judged. */
async function keep(path: string, bytes: Uint8Array<ArrayBuffer>, hash: string): Promise<void> {
  const isThere = await Deno.readFile(path).then((there) => sha256(there) === hash, () => false);
  if (!isThere) await writeAtomically(path, bytes);
}
