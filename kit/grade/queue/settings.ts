/**
 * The settings of the queue on PostgreSQL, each with its reason. pg-boss's own defaults suit other work: small jobs that
 * never hang. A test reads each setting back from a real queue (`deno task scale:test settings`).
 * @module
 */

/** The version of pg-boss. Its tables change from version to version, so it is pinned, and migrated only by `--init`. */
export const PG_BOSS = "npm:pg-boss@12.38.0";

/** The schema of pg-boss's own tables. */
export const BOSS_SCHEMA = "pgboss";

/** The queue of files that no machine could judge. */
export const DEAD_LETTERS = "grading-not-graded";

/** The channel on which a worker hears that a file has come. */
export const CHANNEL = "downhill_grading";

/**
 * The longest time until a worker sees a file whose message it missed, and every retry, because nobody sends a message
 * for these. pg-boss's backstop of 30 s would let students wait.
 */
export const POLL_MS = 1000;

/** After this time without a sign of life, another worker gets the file: pg-boss's smallest value. By default, 15 min. */
export const HEARTBEAT_SECONDS = 10;

/** How often workers look for jobs without a sign of life. With the heartbeat, a file waits at most 20 s for a new one. */
export const MONITOR_SECONDS = 5;

/**
 * How often a worker asks whether it is time to look, because the one that looked last may have stopped. Asking takes five
 * transactions of pg-boss 12.38, so an idle worker that asks every second makes nine per second; with this, less than five.
 */
export const SUPERVISE_SECONDS = 2;

/**
 * How often a file is tried again after a machine has failed. Failures of the file itself are verdicts, and are never
 * tried again, so that a hostile file does not take one machine down after the other.
 */
export const RETRY_LIMIT = 3;

/** The time before the first retry, in seconds; it doubles with each further one, since a machine may need to recover. */
export const RETRY_SECONDS = 1;

/** How long pg-boss keeps a job that is done. The verdicts are in tables of our own, so this is only for looking back. */
export const KEPT_SECONDS = 86_400;

/** Added to the sum of the time limits of a lesson's checks, for starting processes on a busy machine. */
export const EXTRA_SECONDS = 30;

/**
 * Connections of a process, besides the one that listens. Short transactions need no more, and with pg-boss's ten, ten
 * machines would use up PostgreSQL's hundred.
 */
export const CONNECTIONS = 2;

/** The priority of a student's first submission. Files of a class that is graded have 0, and wait for students. */
export const INTERACTIVE = 1000;

/** By how much each submission of the same student that still waits lowers the priority of the next, as in DOMjudge. */
export const STEP_DOWN = 60;

/** The lowest priority of a submission that a student waits for. */
export const LOWEST_INTERACTIVE = 1;

/** How many submissions a student can hand in at once before they come after those of all others. */
export const MOST_TOKENS = 10;

/** The time in which a student gets a token back, in seconds. */
export const TOKEN_SECONDS = 60;

/** Of so many slots, one is kept free for students: a class with slow files cannot occupy all of them. */
export const SLOTS_PER_RESERVED = 8;

/** Of so many claims, one begins with the files of a class: a steady stream of students does not hold these up. */
export const CLAIMS_PER_CLASS = 8;

/** How the queue of a version of the course is made. */
export const QUEUE = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  retryLimit: RETRY_LIMIT,
  retryDelay: RETRY_SECONDS,
  retryBackoff: true,
  deleteAfterSeconds: KEPT_SECONDS,
  deadLetter: DEAD_LETTERS,
  notify: false, // pg-boss's own messages would wake every slot; ours wakes a machine once
} as const;

/** The name of the queue for a version of the course; as in `sql/views.sql`. */
export function queueOf(courseHash: string): string {
  return `grading-${courseHash.slice(0, 16)}`;
}
