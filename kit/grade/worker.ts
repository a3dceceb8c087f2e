/**
 * A worker: takes files from the queue on PostgreSQL, judges them on this machine, and stores the verdicts.
 * @module
 */
import type { DeviceName } from "../base/devices.ts";
import type { LessonEntry } from "../base/syllabus.ts";
import { type CourseFiles, jobFor } from "../judge/run/job.ts";
import { counted } from "../learn/plot/parts/number_text.ts";
import { gradeOne } from "./grade_one.ts";
import type { VerdictEntry } from "./journal/entry.ts";
import { openQueue } from "./queue/admit.ts";
import type { ClaimedJob } from "./queue/claimed_files.ts";
import { Database } from "./queue/database.ts";
import { PgBossQueue } from "./queue/pgboss.ts";
import { requirePrepared } from "./queue/prepare_database.ts";
import { withoutVictims } from "./without_victims.ts";
import { workOff } from "./work_off.ts";
import { makeWorkerFolder } from "./worker_folder.ts";

/** The time between two signs of life in the table of workers, in milliseconds. */
const SEEN_MS = 10_000;

/**
 * If this machine fails again and again, its slots rest after each failure, twice as long as the last time. Otherwise, a
 * broken machine would soon have taken and given back every file of the queue.
 */
const FIRST_REST_MS = 1000;
const LONGEST_REST_MS = 60_000;

/** How a worker works. */
export interface WorkerOptions {
  /** The URL of the database. */
  url: string;
  /** The course. */
  course: CourseFiles & { syllabus: readonly LessonEntry[] };
  /** The version of the course on this machine. */
  courseHash: string;
  /** How many files are judged at a time. */
  slots: number;
  /** Judges a file; only tests pass their own function. */
  judge?: (job: ClaimedJob) => Promise<VerdictEntry>;
  /** Receives what happens. */
  onRecord: (record: WorkerRecord) => void;
}

/** What happens in a worker. */
export type WorkerRecord =
  | { type: "begin"; slots: number; courseHash: string }
  | { type: "note"; message: string }
  | { type: "file"; lesson: string; what: "judged" | "again" | "not graded" | "refused"; seconds: number }
  | { type: "end"; judged: number };

/** A worker that is running. */
export interface RunningWorker {
  /** Takes no further file, and finishes those that are being judged. */
  stop(): void;
  /** Resolves when the worker has ended. */
  ended: Promise<void>;
}

/**
 * Starts a worker. It works until it is stopped; while the database does not answer, it waits.
 * @throws {UsageError} If the database cannot be used.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { url, courseHash, slots, onRecord } = options;
  const note = (message: string) => onRecord({ type: "note", message });
  const database = await Database.connect(url, { name: "downhill worker", isWatching: true, onProblem: note });
  try {
    await requirePrepared(database, "claim");
    await openQueue(database, courseHash);
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw error;
  }
  const folder = await makeWorkerFolder();
  const worker = crypto.randomUUID();
  const queue = new PgBossQueue({ database, courseHash, worker, slots, folder: folder.path, onNote: note });
  onRecord({ type: "begin", slots, courseHash });
  let isStopping = false;
  const ended = (async () => {
    const stopShowing = showSigns(database, { worker, queue, ...options });
    const judge = withoutVictims(options.judge ?? judgeOf(options), () => isStopping);
    try {
      const judged = await work(queue, slots, judge, onRecord);
      await database.query("select downhill.gone($1)", [worker]).catch(() => {});
      onRecord({ type: "end", judged });
    } finally {
      stopShowing();
      await database[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    }
  })();
  return {
    ended,
    stop: () => {
      isStopping = true;
      queue.stop();
    },
  };
}

/** Judges files until the queue is stopped. @returns How many verdicts were stored. */
async function work(
  queue: PgBossQueue,
  slots: number,
  judge: (job: ClaimedJob) => Promise<VerdictEntry>,
  onRecord: WorkerOptions["onRecord"],
): Promise<number> {
  let [judged, failures] = [0, 0];
  const file = ({ lesson }: ClaimedJob, what: "judged" | "again" | "not graded" | "refused", seconds = 0) =>
    onRecord({ type: "file", lesson, what, seconds });
  const rest = () => queue.rest(Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** failures++));
  const looking = queue.run();
  looking.catch(() => queue.stop()); // its error is thrown below, when the files have been judged
  await workOff(queue, {
    slots,
    judge,
    onDone: async (job, entry) => {
      if (entry.type === "verdict") {
        [judged, failures] = [judged + 1, 0];
        return file(job, "judged", entry.seconds);
      }
      file(job, "not graded");
      await rest();
    },
    onAgain: async (job, message) => {
      file(job, "again");
      onRecord({ type: "note", message: `This machine could not judge a file of ${job.lesson}: ${message}` });
      await rest();
    },
    onRefused: (job) => file(job, "refused"),
  });
  await looking;
  return judged;
}

/** Judges a file as a class on a single machine is judged. */
function judgeOf({ course }: WorkerOptions): (job: ClaimedJob) => Promise<VerdictEntry> {
  return async ({ lesson, path, device, sha256, seed }) => {
    const entry = course.syllabus.find(({ id }) => id === lesson);
    if (!entry) throw new Error(`This course has no lesson ${lesson}.`);
    return await gradeOne(jobFor(entry, { target: path, device: device as DeviceName }, course), sha256, seed);
  };
}

/** Says again and again that this worker is there, and how many files wait for another version of the course. */
function showSigns(
  database: Database,
  { worker, queue, courseHash, slots, onRecord }: WorkerOptions & { worker: string; queue: PgBossQueue },
): () => void {
  let others = 0;
  const show = async () => {
    const values = [worker, Deno.hostname(), courseHash, slots, queue.running, queue.fenced];
    const [{ seen }] = await database.query("select downhill.seen($1, $2, $3, $4, $5, $6)", values);
    if (seen > 0 && others === 0) onRecord({ type: "note", message: otherCourse(seen, courseHash) });
    others = seen;
  };
  const showing = setInterval(() => void show().catch(() => {}), SEEN_MS); // the queue says if the database is gone
  void show().catch(() => {});
  return () => clearInterval(showing);
}

function otherCourse(files: number, courseHash: string): string {
  return `${
    counted(files, "file waits", "files wait")
  } for another version of the course, and this worker does not take ` +
    `${files === 1 ? "it" : "them"}. The version here is ${courseHash.slice(0, 8)}: if it is the old one, update the ` +
    "course, and start the worker again.";
}
