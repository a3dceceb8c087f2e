/**
 * How much there is to do, and who does it: for people, and for a program that starts and stops machines.
 * @module
 */
import type { Database } from "./database.ts";
import { type DeadLetter, deadLetters } from "./dead_letters.ts";

/** The state of the queue. All times are in seconds. */
export interface Load {
  /** How many files wait, and how many are being judged. */
  waiting: number;
  running: number;
  /** How long the oldest has been waiting. */
  oldestSeconds: number;
  /** How long a machine was busy with a file, on average, in the last 15 minutes; 1 if there was none. */
  meanSeconds: number;
  /** How many files were judged per second in the last 15 minutes. */
  perSecond: number;
  /** The workers that are there, and how many files they can judge at a time. */
  workers: Machine[];
  slots: number;
  /** How many workers there should be, for an autoscaler. */
  desiredWorkers: number;
  /** The times from the arrival of a student's file to its verdict, in the last hour; null if there was none. */
  medianSeconds: number | null;
  p95Seconds: number | null;
  /** In the last hour, how many files were replaced by a newer one before they were judged. */
  superseded: number;
  /** How many verdicts came too late, because another worker had been given the file. */
  fenced: number;
  /** How many files were judged twice in the last day with different results: there should be none. */
  disagreements: number;
  /** The files that no machine could judge. */
  notGraded: DeadLetter[];
}

/** A worker. */
export interface Machine {
  host: string;
  slots: number;
  running: number;
  /** The version of its course. */
  courseHash: string;
}

/** Reads the state of the queue. */
export async function readLoad(database: Database): Promise<Load> {
  const [[load], [health], machines, notGraded] = await Promise.all([
    database.query("select * from downhill.grading_load"),
    database.query("select * from downhill.grading_health"),
    database.query("select host, slots, running, course_hash from downhill.machines order by host, id"),
    deadLetters(database),
  ]);
  return {
    waiting: load.ready,
    running: load.live,
    oldestSeconds: rounded(load.oldest_seconds),
    meanSeconds: rounded(load.mean_seconds),
    perSecond: rounded(load.graded_per_second),
    workers: machines.map(({ host, slots, running, course_hash }) => ({
      host,
      slots,
      running,
      courseHash: course_hash,
    })),
    slots: load.slots,
    desiredWorkers: load.desired_workers,
    medianSeconds: health.median_seconds === null ? null : rounded(health.median_seconds),
    p95Seconds: health.p95_seconds === null ? null : rounded(health.p95_seconds),
    superseded: health.superseded,
    fenced: health.fenced,
    disagreements: health.disagreements,
    notGraded,
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
