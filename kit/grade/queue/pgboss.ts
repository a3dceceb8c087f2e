/**
 * The queue of a worker, on PostgreSQL and with pg-boss: many machines judge the files of many students. What pg-boss
 * does is left to it; this module only asks for it at the right moments.
 * @module
 */
import type { NotGradedEntry, VerdictEntry } from "../journal/entry.ts";
import { attemptOf, type ClaimedJob, type ClaimedRow, removeClaimed, writeClaimed } from "./claimed_files.ts";
import { type BossJob, type Database, type Sql, untilAnswered } from "./database.ts";
import { noteDeadLetters } from "./dead_letters.ts";
import type { Queue } from "./queue.ts";
import {
  CHANNEL,
  CLAIMS_PER_CLASS,
  LOWEST_INTERACTIVE,
  POLL_MS,
  queueOf,
  RETRY_LIMIT,
  SLOTS_PER_RESERVED,
} from "./settings.ts";

/** How often the files that no machine could judge are noted, in milliseconds. */
const NOTE_MS = 5000;

/** What a queue needs. */
export interface PgBossOptions {
  database: Database;
  /** The version of the course on this machine. */
  courseHash: string;
  /** The id of this worker. */
  worker: string;
  /** How many files are judged at a time. */
  slots: number;
  /** An empty folder, which only this user can read: the files are written there while they are judged. */
  folder: string;
  /** Receives what a person should know, in a sentence. */
  onNote: (message: string) => void;
}

/** A queue that gives out files until {@linkcode PgBossQueue.stop} is called. */
export class PgBossQueue implements Queue<ClaimedJob> {
  /** The number of verdicts that came too late. */
  fenced = 0;
  readonly #options: PgBossOptions;
  readonly #name: string;
  readonly #live = new Set<ClaimedJob>();
  /** The slots that wait for a file. All of them share one query and one listener. */
  readonly #free: ((jobs: ClaimedJob[]) => void)[] = [];
  #wake: () => void = () => {};
  #isStopped = false;
  #claims = 0;
  #noted = 0;

  constructor(options: PgBossOptions) {
    this.#options = options;
    this.#name = queueOf(options.courseHash);
  }

  /** The number of files that are being judged. */
  get running(): number {
    return this.#live.size;
  }

  /** Looks for files until the queue is stopped, and gives them to the slots that wait. */
  async run(): Promise<void> {
    const { database, onNote } = this.#options;
    const wake = () => this.#wake();
    const listening = await database.boss.getDb().listen(CHANNEL, wake, wake);
    try {
      while (!this.#isStopped) {
        const slept = new Promise<void>((resolve) => this.#wake = resolve);
        const free = this.#free.length;
        const jobs = await untilAnswered(
          () => this.#look(free),
          (problem) => onNote(`The database is gone: ${problem}`),
        );
        for (const job of jobs) this.#free.shift()!([job]);
        // a full answer means that more may be waiting
        if (jobs.length < free || free === 0) await Promise.race([slept, pause(POLL_MS)]);
      }
    } finally {
      this.#isStopped = true;
      for (const take of this.#free.splice(0)) take([]);
      await listening.close();
    }
  }

  /** Ends the search: no further file is taken, and those that are being judged are finished. */
  stop(): void {
    this.#isStopped = true;
    this.#wake();
  }

  /** Waits for some time, or until the queue is stopped. */
  async rest(ms: number): Promise<void> {
    const end = performance.now() + ms;
    while (!this.#isStopped && performance.now() < end) await pause(Math.min(POLL_MS, end - performance.now()));
  }

  /** Waits until there is a file, or the queue is stopped. It gives one file at a time, whatever the count. */
  claim(_count: number): Promise<ClaimedJob[]> {
    if (this.#isStopped) return Promise.resolve([]);
    const { promise, resolve } = Promise.withResolvers<ClaimedJob[]>();
    this.#free.push(resolve);
    this.#wake();
    return promise;
  }

  async beat(jobs: readonly ClaimedJob[]): Promise<void> {
    if (jobs.length > 0) await this.#options.database.boss.touch(this.#name, jobs.map(attemptOf));
  }

  async settle(job: ClaimedJob, verdict: VerdictEntry): Promise<boolean> {
    const { checks, points, maxPoints, walls, seconds } = verdict;
    const outcome = checks.map(({ id, status }) => `${id} ${status}`).join("\n");
    const isStored = await this.#finish(job, async (sql) => {
      await sql.executeSql(
        "insert into downhill.verdicts values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        [
          job.id,
          JSON.stringify(verdict),
          outcome,
          points,
          maxPoints,
          walls,
          seconds,
          job.retryCount,
          this.#options.worker,
        ],
      );
    });
    if (!isStored) this.fenced++;
    await this.#forget(job);
    return isStored;
  }

  async giveBack(job: ClaimedJob, message: string): Promise<NotGradedEntry | null> {
    const { database, onNote } = this.#options;
    await untilAnswered(() => database.boss.fail(this.#name, attemptOf(job), { message }), onNote);
    await this.#forget(job);
    if (job.retryCount < RETRY_LIMIT) return null;
    const { lesson, sha256 } = job;
    return { type: "not graded", lesson, sha256, message, gradedAt: new Date().toISOString() };
  }

  /** Claims up to `free` files, and notes what no machine could judge. */
  async #look(free: number): Promise<ClaimedJob[]> {
    if (this.#isStopped) return [];
    if (performance.now() - this.#noted > NOTE_MS) {
      this.#noted = performance.now();
      await noteDeadLetters(this.#options.database);
    }
    if (free === 0) return [];
    const { slots, database } = this.#options;
    const ofClasses = [...this.#live].filter(({ isInteractive }) => !isInteractive).length;
    const any = Math.min(free, Math.max(0, slots - Math.floor(slots / SLOTS_PER_RESERVED) - ofClasses));
    const fetch = async (batchSize: number, options: object): Promise<BossJob[]> =>
      batchSize > 0 ? await database.boss.fetch(this.#name, { batchSize, includeMetadata: true, ...options }) : [];
    const isTurnOfClasses = any > 0 && ++this.#claims % CLAIMS_PER_CLASS === 0;
    const jobs = await fetch(isTurnOfClasses ? 1 : 0, { maxPriority: LOWEST_INTERACTIVE - 1 });
    jobs.push(...await fetch(any - jobs.length, {}));
    if (any < free) jobs.push(...await fetch(free - any, { minPriority: LOWEST_INTERACTIVE }));
    return jobs.length > 0 ? await this.#files(jobs) : [];
  }

  /** Writes the files of claimed jobs. A job that need not be judged is finished at once. */
  async #files(jobs: readonly BossJob[]): Promise<ClaimedJob[]> {
    const { database, folder } = this.#options;
    const rows = await database.query("select * from downhill.claimed($1)", [jobs.map(({ id }) => id)]);
    const claimed: ClaimedJob[] = [];
    for (const job of jobs) {
      const row = rows.find(({ id }) => id === job.id) as ClaimedRow | undefined;
      if (!row?.bytes) await this.#finish(job, () => Promise.resolve());
      else claimed.push(await writeClaimed(folder, job, row));
    }
    for (const job of claimed) this.#live.add(job);
    return claimed;
  }

  /** Ends an attempt together with what `write` writes; neither happens if a later attempt has begun. */
  #finish(attempt: Pick<BossJob, "id" | "retryCount">, write: (sql: Sql) => Promise<void>): Promise<boolean> {
    const { database, onNote } = this.#options;
    return untilAnswered(async () => {
      const isDone = await database.transaction(async (sql) => {
        await write(sql);
        const { affected } = await database.boss.complete(this.#name, attemptOf(attempt), null, { db: sql });
        return affected === 1 || undefined;
      });
      return isDone === true;
    }, onNote);
  }

  async #forget(job: ClaimedJob): Promise<void> {
    this.#live.delete(job);
    await removeClaimed(this.#options.folder, job);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
