/**
 * Counts how far the grading of a class is.
 * @module
 */
import type { CountRecord } from "./grade_record.ts";
import { fileKey } from "./journal/file_key.ts";
import type { GradingJob } from "./queue/queue.ts";

/** Knows which students are done, and how long the rest will take. */
export class ProgressOfClass {
  /** For each student who is not done, the files that are still waiting. */
  readonly #open: Map<string, Set<string>>;
  /** The students who wait for a file. */
  readonly #waitingFor = new Map<string, string[]>();
  readonly #students: number;
  readonly #slots: number | null;
  /** For each lesson, the number of files that are waiting. */
  readonly #left = new Map<string, number>();
  /** For each lesson, the number of files that were judged, and how long this took in all, in seconds. */
  readonly #judged = new Map<string, { count: number; seconds: number }>();
  #running = 0;
  #done = 0;

  /**
   * @param students For each student, the names of the files.
   * @param waiting The files that must be judged.
   * @param slots How many are judged at a time; null if this changes, because other machines judge.
   */
  constructor(students: ReadonlyMap<string, readonly string[]>, waiting: readonly GradingJob[], slots: number | null) {
    const keys = new Set(waiting.map(fileKey));
    this.#students = students.size;
    this.#slots = slots;
    this.#open = new Map(
      [...students].map(([student, files]) => [student, new Set(files.filter((key) => keys.has(key)))]),
    );
    for (const [student, open] of this.#open) {
      if (open.size === 0) this.#open.delete(student);
      for (const key of open) this.#waitingFor.set(key, [...this.#waitingFor.get(key) ?? [], student]);
    }
    for (const { lesson } of waiting) this.#left.set(lesson, (this.#left.get(lesson) ?? 0) + 1);
  }

  /** Notes that a file is being judged. */
  begin({ lesson }: GradingJob): void {
    this.#running++;
    this.#left.set(lesson, this.#left.get(lesson)! - 1);
  }

  /** Notes that a file was given back, and waits again. */
  giveBack({ lesson }: GradingJob): void {
    this.#running--;
    this.#left.set(lesson, this.#left.get(lesson)! + 1);
  }

  /**
   * Notes that a file is done.
   * @param seconds How long it took.
   * @returns The students who are done with it.
   */
  end(job: GradingJob, seconds: number): string[] {
    this.#running--;
    this.#done++;
    const judged = this.#judged.get(job.lesson) ?? { count: 0, seconds: 0 };
    this.#judged.set(job.lesson, { count: judged.count + 1, seconds: judged.seconds + seconds });
    const key = fileKey(job);
    return (this.#waitingFor.get(key) ?? []).filter((student) => {
      const open = this.#open.get(student)!;
      open.delete(key);
      return open.size === 0 && this.#open.delete(student);
    });
  }

  /** The record of the progress. */
  count(): CountRecord {
    return {
      type: "count",
      what: "files",
      studentsDone: this.#students - this.#open.size,
      students: this.#students,
      done: this.#done,
      running: this.#running,
      left: [...this.#left.values()].reduce((sum, count) => sum + count, 0),
      secondsLeft: this.#secondsLeft(),
    };
  }

  /** An estimate from the mean times of the lessons; a lesson without a time counts as the mean of the others. */
  #secondsLeft(): number | null {
    if (this.#done === 0) return null;
    const all = [...this.#judged.values()];
    const mean = all.reduce((sum, { seconds }) => sum + seconds, 0) / this.#done;
    let seconds = this.#running * mean / 2; // on average, half of each is done
    for (const [lesson, count] of this.#left) {
      const judged = this.#judged.get(lesson);
      seconds += count * (judged ? judged.seconds / judged.count : mean);
    }
    return Math.round(seconds / (this.#slots ?? Math.max(1, this.#running)));
  }
}
