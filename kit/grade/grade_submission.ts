/**
 * Judges one submission on a platform that grades each submission as soon as it is handed in.
 * @module
 */
import type { Walls } from "../judge/sandbox/walls/start_program.ts";
import { jobFor } from "../judge/run/job.ts";
import { temporaryFolder } from "../judge/sandbox/walls/temporary_folder.ts";
import { keepSubmission, submittedPath } from "./class_folder.ts";
import { classEntry, type Grading } from "./class_entry.ts";
import { gradeOne } from "./grade_one.ts";
import type { Entry, GradedCheck, NotGradedEntry, StudentEntry, VerdictEntry } from "./journal/entry.ts";
import { LocalQueue } from "./queue/local.ts";
import { type ClassResults, classResults, type LessonResult, type StudentResult } from "./reports/class_results.ts";
import { requireWalls } from "./require_walls.ts";
import { collect } from "./submissions/collect.ts";
import { openGiven } from "./submissions/given.ts";
import { plainPiece } from "./submissions/layouts/layout.ts";
import { workOff } from "./work_off.ts";

/** What students read if their submission could not be judged. The reason is only for their instructor. */
export const NOT_TO_BLAME =
  "This machine could not judge the submission, and you are not to blame: please tell your instructor.";

/** How to judge a submission. */
export interface SubmissionOptions extends Omit<Grading, "isAgain"> {
  /** The path of the submission: a folder, an archive or a single lesson. */
  submission: string;
  /** The student's identifier in the results. */
  student: string;
  /** How many lessons are judged at a time. */
  jobs: number;
  /** The smallest number of walls with which lessons are judged. */
  requiredWalls: Walls;
  /** Receives what only the instructor should read: why this machine could not judge a lesson. */
  onProblem: (message: string) => void;
}

/** The results of a single submission. */
export interface SubmissionResults {
  /** The student, in the only place of `results.students`. */
  student: StudentResult;
  /** The results, of a class with one student. */
  results: ClassResults;
}

/**
 * Judges a submission.
 * @param onResults Receives the results as far as they are known: before anything of the submission is read, after each
 *   check, and at the end. So a platform that ends this program shows the last of them. It is never called twice at the
 *   same time.
 * @returns The last results.
 * @throws {Error} If this machine cannot judge the submission. `onResults` has then been told that the student is not to
 *   blame, unless the course itself cannot be read.
 */
export async function gradeSubmission(
  options: SubmissionOptions,
  onResults: (results: SubmissionResults) => Promise<void>,
): Promise<SubmissionResults> {
  const { lessons, student, seed, onProblem } = options;
  const unread = { sha256: "", path: "", submittedAt: null, isLate: null };
  const files = lessons.map(({ id }) => ({ lesson: id, ...unread }));
  const entries: Entry[] = [
    await classEntry({ ...options, isAgain: false }),
    { type: "student", student, name: student, email: null, files, ignored: [], refused: [] },
  ];
  const judged = new Map<string, GradedCheck[]>();
  let reporting = Promise.resolve();
  // what is reported is what is known when it is written, so a report never replaces a newer one
  const report = () => reporting = reporting.then(() => onResults(resultsSoFar(entries, judged)));
  await report();
  try {
    requireWalls(options.requiredWalls);
    await using folder = await temporaryCopies();
    const handedIn = await copySubmission(folder.path, options);
    entries[1] = handedIn;
    const jobs = handedIn.files.map((file) => ({ ...file, path: submittedPath(folder.path, file) }));
    const store = (entry: VerdictEntry | NotGradedEntry) => {
      if (entry.type === "not graded") onProblem(`${entry.lesson} could not be judged: ${entry.message}`);
      entries.push(entry.type === "verdict" ? entry : { ...entry, message: NOT_TO_BLAME });
      return Promise.resolve();
    };
    await workOff(new LocalQueue(jobs, store), {
      slots: options.jobs,
      onAgain: ({ lesson }, message) => onProblem(`${lesson} is judged again because this machine failed: ${message}`),
      judge: async ({ lesson, sha256, path }) => {
        const checks: GradedCheck[] = [];
        judged.set(lesson, checks);
        const entry = lessons.find(({ id }) => id === lesson)!;
        return await gradeOne(
          jobFor(entry, { target: path, device: options.device }, options.course),
          sha256,
          seed,
          (check) => (checks.push(check), report()),
        );
      },
    });
  } catch (error) {
    const { files } = entries[1] as StudentEntry;
    const gradedAt = new Date().toISOString();
    entries.push(...files.map(({ lesson, sha256 }): Entry => {
      return { type: "not graded", lesson, sha256, message: NOT_TO_BLAME, gradedAt };
    }));
    judged.clear();
    await report();
    throw error;
  }
  await report();
  return resultsSoFar(entries, judged);
}

/** Copies the lessons of the submission into `folder`, and says what else is in it. */
async function copySubmission(
  folder: string,
  { submission, student, lessons }: SubmissionOptions,
): Promise<StudentEntry> {
  const ids = lessons.map(({ id }) => id);
  const given = await openGiven(submission, ids, folder);
  try {
    const pieces = [plainPiece(given.inside ?? { ...given.item, problem: given.problem })];
    const found = await collect({ student, name: null, email: null, pieces }, ids, folder);
    // the platform has chosen the name of the folder: students know only what is in it
    const inside = given.inside ? (path: string) => path.replace(/^[^/]*\//, "") : (path: string) => path;
    return await keepSubmission(folder, {
      ...found,
      lessons: found.lessons.map((lesson) => ({ ...lesson, path: inside(lesson.path) })),
      ignored: found.ignored.map(inside),
      refused: found.refused.map(({ path, reason }) => ({ path: inside(path), reason })),
    });
  } finally {
    await given.close();
  }
}

/** A folder for copies of the lessons, which is removed at the end, also after Ctrl-C. */
async function temporaryCopies(): Promise<{ path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir({ dir: temporaryFolder(), prefix: "downhill-submission-" });
  const removeNow = () => Deno.removeSync(path, { recursive: true });
  addEventListener("unload", removeNow);
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      removeEventListener("unload", removeNow);
      await Deno.remove(path, { recursive: true });
    },
  };
}

/** The results so far; a lesson that is being judged is still waiting, but has the verdicts that are known. */
function resultsSoFar(entries: readonly Entry[], judged: ReadonlyMap<string, GradedCheck[]>): SubmissionResults {
  const results = classResults(entries);
  const [found] = results.students;
  const lessons = found.lessons.map((lesson): LessonResult => {
    const checks = lesson.status === "waiting" ? judged.get(lesson.lesson) ?? [] : [];
    if (checks.length === 0) return lesson;
    return { ...lesson, checks: [...checks], points: checks.reduce((sum, { points }) => sum + points, 0) };
  });
  const student = { ...found, lessons, points: lessons.reduce((sum, { points }) => sum + points, 0) };
  return { student, results: { ...results, students: [student] } };
}
