/**
 * What a test of grading on many machines uses: a database of its own, workers in processes of their own, and files.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { sha256 } from "../../base/sha256.ts";
import { openQueue } from "../../grade/queue/admit.ts";
import type { Handed } from "../../grade/queue/admit.ts";
import { Database, type Rows } from "../../grade/queue/database.ts";
import { prepareDatabase } from "../../grade/queue/prepare_database.ts";
import { OPTIONS } from "../../grade/queue/run_with_packages.ts";
import { CHANNEL, queueOf } from "../../grade/queue/settings.ts";
import { startDeno, type Started, until } from "../started.ts";
import { Postgres } from "./postgres.ts";

/** The version of the course of workers that do not judge a real one. */
export const COURSE_HASH = sha256("a course for tests of the queue");

/** The database that all others are copies of. */
const TEMPLATE = "prepared";

/** How many rows are written with one statement. */
const AT_ONCE = 2000;

/** How a test's worker works. */
export interface WorkerSetup {
  /** How many files are judged at a time. */
  slots?: number;
  /** How it judges; see `worker_program.ts`. */
  judge?: string;
  /** The version of its course. */
  courseHash?: string;
  /** Whether the URL, with its password, is in the variable `DOWNHILL_DB`. */
  isInVariable?: boolean;
  /** Additional environment variables. */
  env?: Record<string, string>;
}

/** Makes the database that {@linkcode Cluster.open} copies. */
export async function prepareTemplate(postgres: Postgres): Promise<void> {
  Deno.env.set("PGPASSFILE", postgres.passwords);
  await using owner = await Database.connect(postgres.url("postgres"), { name: "tests", isOwner: true });
  await owner.query(`create database ${TEMPLATE}`);
  await prepareDatabase(postgres.url(TEMPLATE));
  for (const statement of Postgres.usersSql()) await owner.query(statement);
}

/** A database with workers. */
export class Cluster implements AsyncDisposable {
  readonly postgres: Postgres;
  /** The name of the database. */
  readonly name: string;
  /** A connection as its owner. */
  readonly owner: Database;
  readonly #workers: Started[] = [];

  private constructor(postgres: Postgres, name: string, owner: Database) {
    this.postgres = postgres;
    this.name = name;
    this.owner = owner;
  }

  /** Makes a database that has been prepared. */
  static async open(postgres: Postgres, name: string): Promise<Cluster> {
    {
      await using maker = await Database.connect(postgres.url("postgres"), { name: "tests" });
      await maker.query(`create database ${name} template ${TEMPLATE}`);
    }
    const owner = await Database.connect(postgres.url(name), { name: "tests" });
    await openQueue(owner, COURSE_HASH);
    return new Cluster(postgres, name, owner);
  }

  /** Starts a worker, which prints its records as JSON. */
  worker(
    { slots = 2, judge = "nothing", courseHash = COURSE_HASH, isInVariable = false, env = {} }: WorkerSetup = {},
  ): Started {
    if (isInVariable) env = { ...env, DOWNHILL_DB: this.postgres.secretUrl(this.name, "worker") };
    const program = join(import.meta.dirname!, "worker_program.ts");
    const address = isInVariable ? "DOWNHILL_DB" : this.postgres.url(this.name, "worker");
    const words = [address, courseHash, String(slots), judge];
    const worker = startDeno(root, ["run", ...OPTIONS, "--no-check", program, ...words], {
      env: { PGPASSFILE: this.postgres.passwords, TMPDIR: this.postgres.temporary, ...env },
    });
    this.#workers.push(worker);
    return worker;
  }

  /** Connects as somebody who hands in. */
  async submitter(): Promise<Database> {
    return await Database.connect(this.postgres.url(this.name, "submitter"), { name: "tests" });
  }

  /** Connects as somebody who only reads. */
  async reader(): Promise<Database> {
    return await Database.connect(this.postgres.url(this.name, "reader"), { name: "tests" });
  }

  /** Hands in many files at once, as the files of a class, without their admission. */
  async handIn(
    texts: readonly string[],
    { seconds = 30, lesson = "lesson", isInteractive = false } = {},
  ): Promise<string[]> {
    const ids = texts.map(() => crypto.randomUUID());
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const [part, own] = [ids.slice(i, i + AT_ONCE), texts.slice(i, i + AT_ONCE)];
      await this.owner.transaction(async (sql) => {
        await sql.executeSql(
          `insert into downhill.submissions
             (id, student, name, lesson, sha256, course_hash, seed, device, is_interactive, bytes)
           select id, 'student' || i, 'Student ' || i, $6, sha, $4, 42, 'auto', $5, bytes
           from unnest($1::uuid[], $2::text[], $3::bytea[]) with ordinality as f (id, sha, bytes, i)`,
          [
            part,
            own.map(sha256),
            own.map((text) => new TextEncoder().encode(text)),
            COURSE_HASH,
            isInteractive,
            lesson,
          ],
        );
        const jobs = part.map((id) => ({ id, data: { submission: id }, priority: 0, expireInSeconds: seconds }));
        await this.owner.boss.insert(queueOf(COURSE_HASH), jobs, { db: sql });
        await sql.executeSql(`notify ${CHANNEL}`);
        return true;
      });
    }
    return ids;
  }

  /** The number that a query counts. */
  async count(query: string, values: unknown[] = []): Promise<number> {
    const [row] = await this.owner.query(query, values);
    return Number(Object.values(row)[0]);
  }

  /** Waits until all of these files are being judged. */
  async running(ids: readonly string[]): Promise<void> {
    await this.until(
      "select case when count(*) = $2 then 1 else 0 end from pgboss.job where id = any($1::uuid[]) and state = 'active'",
      [ids, ids.length],
    );
  }

  /** The number of verdicts. */
  verdicts(): Promise<number> {
    return this.count("select count(*) from downhill.verdicts");
  }

  /** Waits until there are so many verdicts. */
  async judged(count: number, seconds = 80): Promise<void> {
    const end = performance.now() + seconds * 1000;
    while (await this.verdicts() < count) {
      if (performance.now() > end) throw new Error(`Only ${await this.verdicts()} of ${count} files were judged.`);
      await pause(100);
    }
  }

  /** Waits until a condition in the database is true. */
  async until(query: string, values: unknown[] = []): Promise<void> {
    await until(async () => await this.count(query, values) > 0, `not true: ${query}`);
  }

  /** The rows of a query. */
  rows(query: string, values: unknown[] = []): Promise<Rows> {
    return this.owner.query(query, values);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const worker of this.#workers) await worker[Symbol.asyncDispose]();
    await this.owner[Symbol.asyncDispose]();
  }
}

/** What a student hands in. */
export function handed(student: string, lesson: string, text: string): Handed {
  const bytes = new TextEncoder().encode(text);
  return {
    ...{ student, name: `The student ${student}`, lesson, bytes, sha256: sha256(bytes) },
    ...{ courseHash: COURSE_HASH, seed: 42, device: "auto", seconds: 30 },
  };
}

/** The percentile of some numbers. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
