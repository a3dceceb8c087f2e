/**
 * The connection to the database. pg-boss is the only package that it needs, and only commands with `--db` load it; the
 * few of its methods that we use are described here, because its types are not among the course's packages.
 * @module
 */
import { UsageError } from "../../base/usage_error.ts";
import { withoutPassword } from "./address.ts";
import { BOSS_SCHEMA, CONNECTIONS, MONITOR_SECONDS, PG_BOSS, SUPERVISE_SECONDS } from "./settings.ts";

/** The time to wait for a connection, in milliseconds. */
const CONNECT_MS = 10_000;

/** How often pg-boss looks for work of a kind that we do not have: jobs that depend on others. */
const UNUSED_SECONDS = 3600;

/** The longest pause between two attempts while the database does not answer, in milliseconds. */
const LONGEST_PAUSE_MS = 5000;

/** Rows of the database. */
// deno-lint-ignore no-explicit-any
export type Rows = Record<string, any>[];

/** Runs statements, within a transaction or each in one of its own. */
export interface Sql {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Rows }>;
}

/** An open transaction. */
export interface Transaction {
  db: Sql;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** A job that was claimed. Its attempt is `retryCount`: it fences everything that is done with the job. */
export interface BossJob {
  id: string;
  retryCount: number;
  priority: number;
  data: { submission: string };
  sourceOutput?: { message?: string; value?: { message?: string } } | null;
}

/** The part of pg-boss that we use. */
export interface Boss {
  on(event: "error" | "warning", listener: (event: { message: string }) => void): void;
  start(): Promise<unknown>;
  stop(options: { graceful: boolean }): Promise<void>;
  isInstalled(): Promise<boolean>;
  createQueue(name: string, options: object): Promise<void>;
  updateQueue(name: string, options: object): Promise<void>;
  getQueue(name: string): Promise<Record<string, unknown> | null>;
  send(name: string, data: object, options: object): Promise<string | null>;
  insert(name: string, jobs: object[], options: { db: Sql }): Promise<unknown>;
  fetch(name: string, options: object): Promise<BossJob[]>;
  touch(name: string, jobs: Pick<BossJob, "id" | "retryCount">[]): Promise<unknown>;
  complete(name: string, jobs: object, data: null, options: { db: Sql }): Promise<{ affected: number }>;
  fail(name: string, job: object, data: object): Promise<{ affected: number }>;
  retry(name: string, ids: string[], options: { db: Sql }): Promise<{ affected: number }>;
  getDb(): Sql & {
    beginTransaction(): Promise<Transaction>;
    listen(channel: string, heard: () => void, again: () => void): Promise<{ close(): Promise<void> }>;
  };
}

/** How to connect. */
export interface ConnectOptions {
  /** The name that an administrator sees in `pg_stat_activity`. */
  name: string;
  /** Whether this process makes or migrates pg-boss's tables. */
  isOwner?: boolean;
  /** Whether this process looks for jobs whose worker has stopped. */
  isWatching?: boolean;
  /** Receives what goes wrong in the background, in a sentence: pg-boss continues by itself. */
  onProblem?: (message: string) => void;
}

/** The database, until it is disposed of. */
export class Database implements AsyncDisposable {
  readonly boss: Boss;

  private constructor(boss: Boss) {
    this.boss = boss;
  }

  /**
   * Connects to the database at `url`.
   * @throws {UsageError} In one sentence, if it does not answer, refuses the user, or has not been prepared.
   */
  static async connect(url: string, options: ConnectOptions): Promise<Database> {
    const { name, isOwner = false, isWatching = false, onProblem = () => {} } = options;
    const { PgBoss } = await import(PG_BOSS) as { PgBoss: new (options: object) => Boss };
    const boss = new PgBoss({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      ...{ application_name: name, schema: BOSS_SCHEMA, max: CONNECTIONS },
      ...{ migrate: isOwner, createSchema: isOwner, supervise: isWatching, schedule: false, registerInstance: false },
      ...{ superviseIntervalSeconds: SUPERVISE_SECONDS, monitorIntervalSeconds: MONITOR_SECONDS },
      ...{
        reindex: false,
        monitorVacuum: false,
        openTelemetry: { enabled: false },
        flowIntervalSeconds: UNUSED_SECONDS,
      },
    });
    boss.on("error", ({ message }) => onProblem(message));
    try {
      await boss.start();
    } catch (error) {
      throw new UsageError(problemOf(error as Error & { code?: string }, url));
    }
    return new Database(boss);
  }

  /** Runs a statement, and returns its rows. */
  async query(text: string, values: unknown[] = []): Promise<Rows> {
    return (await this.boss.getDb().executeSql(text, values)).rows;
  }

  /** Runs `work` in a transaction, which is rolled back if `work` throws or returns `undefined`. */
  async transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    const transaction = await this.boss.getDb().beginTransaction();
    try {
      const result = await work(transaction.db);
      if (result === undefined) await transaction.rollback();
      else await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.boss.stop({ graceful: false }).catch(() => {}); // the database may be gone
  }
}

/**
 * Repeats `work` while the database does not answer, with longer and longer pauses.
 * @param onWait Called before the first pause.
 */
export async function untilAnswered<Result>(
  work: () => Promise<Result>,
  onWait: (problem: string) => void,
): Promise<Result> {
  for (let pause = 100;; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error as Error & { code?: string })) throw error;
      if (pause === 100) onWait((error as Error).message);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** A text as PostgreSQL can store it: NUL is the only character that it refuses. */
export function withoutNul(text: string): string {
  return text.replaceAll("\0", "\ufffd");
}

/**
 * Whether an error says that the connection is gone or the server is not up, rather than that a statement is wrong.
 * Classes 08, 53, 57 and 58 of PostgreSQL's codes are about connections, resources, an operator and the system.
 */
function isOutage({ code = "", message }: Error & { code?: string }): boolean {
  return /^(08|53|57|58)/.test(code) || /^E[A-Z]+$/.test(code) ||
    /connection|timeout|terminated|ended|closed|broken pipe/i.test(message);
}

function problemOf({ code = "", message }: Error & { code?: string }, url: string): string {
  const where = `The database ${withoutPassword(url)}`;
  if (/client password must be a string/.test(message)) {
    return `${where} wants a password, and there is none for this user: put it into the file that PGPASSFILE names, which ` +
      "only you may read, or set DOWNHILL_DB to the whole URL.";
  }
  if (/^(28)/.test(code) || /password|SASL|authentication/i.test(message)) {
    return `${where} refuses the user (${message}): is the password in the file that PGPASSFILE names, or in DOWNHILL_DB?`;
  }
  if (code === "3D000") return `${where} does not exist: create it, or correct --db.`;
  if (isOutage({ code, message, name: "" })) {
    return `${where} does not answer (${message || code}): is it running, and is the address right?`;
  }
  if (code === "42501") {
    return `${where} does not let this user work (${message}): name a user with a role of docs/machines/README.md, or for ` +
      "--init one who may create schemas and roles.";
  }
  if (/pg-?boss/i.test(message) || ["42P01", "3F000"].includes(code)) {
    return `${where} is not ready for this version of the course (${message}): run deno task grade-worker --init with a ` +
      "user who may create tables and roles.";
  }
  return `${where} cannot be used: ${message}`;
}
