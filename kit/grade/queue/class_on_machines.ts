/**
 * The files of a class, judged by the workers of a database. The grader only hands them in and follows the verdicts.
 * @module
 */
import { counted } from "../../learn/plot/parts/number_text.ts";
import type { NotGradedEntry, VerdictEntry } from "../journal/entry.ts";
import { openQueue } from "./admit.ts";
import { type Database, type Rows, untilAnswered, withoutNul } from "./database.ts";
import type { FileOfClass, Following, Machines } from "./queue.ts";
import { CHANNEL, EXTRA_SECONDS, queueOf } from "./settings.ts";
import { readVerdict } from "./stored_verdict.ts";

/** The time between two looks at what is done, in milliseconds: the table in the terminal need not be faster. */
const LOOK_MS = 500;

/** How many files are handed in with one statement: at most a few MB. */
const FILES_AT_ONCE = 100;

/** After this time without a worker, the grader says that none is there, in milliseconds. */
const PATIENCE_MS = 5000;

/** What the machines must know. */
export interface ClassOptions {
  database: Database;
  /** The version of the course on the grader's machine. */
  courseHash: string;
  /** The seed and the device for the checks. */
  seed: number;
  device: string;
  /** The smallest number of walls with which files are judged. */
  walls: number;
  /** Whether files that were judged before are judged again. */
  isAgain: boolean;
}

/** Judges a class on the machines of a database. */
export class ClassOnMachines implements Machines {
  readonly #options: ClassOptions;

  constructor(options: ClassOptions) {
    this.#options = options;
  }

  async judge(files: readonly FileOfClass[], following: Following): Promise<void> {
    const { database, courseHash, walls } = this.#options;
    const gone = () => following.onNote("The database does not answer. The grader waits for it; no file is lost.");
    await untilAnswered(() => openQueue(database, courseHash), gone);
    const open = new Map<string, FileOfClass>();
    for (let i = 0; i < files.length; i += FILES_AT_ONCE) {
      const part = files.slice(i, i + FILES_AT_ONCE);
      const ids = await untilAnswered(() => this.#handIn(part), gone);
      for (const [j, file] of part.entries()) open.set(ids[j], file);
    }
    const running = new Set<string>();
    const begun = performance.now();
    let hasWorkers = false;
    let thin = 0;
    while (open.size > 0) {
      const rows = await untilAnswered(() => this.#look([...open.keys()]), gone);
      for (const row of rows) if (await follow(row, open, running, following) < walls) thin++;
      hasWorkers ||= running.size > 0 || rows.some(({ verdict }) => verdict);
      if (!hasWorkers && performance.now() - begun > PATIENCE_MS) {
        hasWorkers = true; // said only once
        const [{ count }] = await untilAnswered(() => this.#workers(), gone);
        if (count === 0) following.onNote(NO_WORKERS);
      }
      if (open.size > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    if (thin > 0) following.onNote(tooFewWalls(thin, walls));
  }

  /** Hands in files, unless they are already there. @returns The ids of their submissions, in their order. */
  async #handIn(files: readonly FileOfClass[]): Promise<string[]> {
    const { database, courseHash, seed, device, walls, isAgain } = this.#options;
    const bytes = await Promise.all(files.map(({ path }) => Deno.readFile(path)));
    return await database.transaction(async (sql) => {
      const { rows } = isAgain ? { rows: [] } : await sql.executeSql(
        `select distinct on (s.lesson, s.sha256) s.id, s.lesson, s.sha256 from downhill.submissions s
         left join downhill.verdicts v on v.submission = s.id left join downhill.not_graded n on n.submission = s.id
         left join pgboss.job j on j.name = $7 and j.id = s.id
         where (s.lesson, s.sha256) in (select * from unnest($1::text[], $2::text[]))
           and s.course_hash = $3 and s.seed = $4 and s.device = $5 and not s.is_interactive
           and coalesce(v.walls, $6) >= $6 and n.message is null
           and (v.verdict is not null or j.id is not null)
         order by s.lesson, s.sha256, s.received_at desc`,
        [
          files.map(({ lesson }) => lesson),
          files.map(({ sha256 }) => sha256),
          courseHash,
          seed,
          device,
          walls,
          queueOf(courseHash),
        ],
      );
      const ids = files.map(({ lesson, sha256 }) =>
        rows.find((row) => row.lesson === lesson && row.sha256 === sha256)?.id as string | undefined ?? null
      );
      const fresh = files.flatMap((file, i) =>
        ids[i] ? [] : [{ ...file, id: ids[i] = crypto.randomUUID(), bytes: bytes[i] }]
      );
      if (fresh.length === 0) return ids as string[];
      await sql.executeSql(
        `insert into downhill.submissions
           (id, student, name, lesson, sha256, bytes, course_hash, seed, device, is_interactive)
         select f.*, $7, $8, $9, false
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[]) as f`,
        [
          ...(["id", "student", "name", "lesson", "sha256"] as const).map((key) =>
            fresh.map((file) => withoutNul(file[key]))
          ),
          fresh.map(({ bytes }) => bytes),
          ...[courseHash, seed, device],
        ],
      );
      await database.boss.insert(
        queueOf(courseHash),
        fresh.map(({ id, seconds }) => ({
          ...{ id, data: { submission: id }, priority: 0, expireInSeconds: Math.ceil(seconds) + EXTRA_SECONDS },
        })),
        { db: sql },
      );
      await sql.executeSql(`notify ${CHANNEL}`);
      return ids as string[];
    });
  }

  /** What has become of submissions; nothing about those that wait. */
  async #look(ids: readonly string[]): Promise<Rows> {
    const { database, courseHash } = this.#options;
    return await database.query(
      `select f.id, v.verdict, n.message, j.state = 'active' as is_running
       from unnest($1::uuid[]) as f (id)
       left join downhill.verdicts v on v.submission = f.id
       left join downhill.not_graded n on n.submission = f.id
       left join pgboss.job j on j.name = $2 and j.id = f.id
       where v.verdict is not null or n.message is not null or j.state = 'active'`,
      [ids, queueOf(courseHash)],
    );
  }

  async #workers(): Promise<Rows> {
    const { database, courseHash } = this.#options;
    return await database.query(
      "select count(*)::integer as count from downhill.machines where course_hash = $1",
      [courseHash],
    );
  }
}

/** What a grader is told if nobody works. */
const NO_WORKERS = "No worker with this version of the course is there: start one with deno task grade-worker. " +
  "The files wait in the database.";

function tooFewWalls(files: number, walls: number): string {
  return `${
    counted(files, "file was", "files were")
  } judged on a machine with fewer walls than ${walls}: start its worker ` +
    `with --require-walls ${walls}, then type the same command again.`;
}

/** Passes on what has become of a file. @returns The number of walls of its verdict; Infinity if there is none. */
async function follow(
  { id, verdict, message }: Rows[number],
  open: Map<string, FileOfClass>,
  running: Set<string>,
  { onBegin, onDone, store }: Following,
): Promise<number> {
  const file = open.get(id)!;
  if (!running.has(id)) {
    running.add(id);
    onBegin(file);
  }
  if (!verdict && !message) return Infinity;
  open.delete(id);
  const { lesson, sha256 } = file;
  const entry: VerdictEntry | NotGradedEntry = verdict
    ? readVerdict(verdict, file)
    : { type: "not graded", lesson, sha256, message, gradedAt: new Date().toISOString() };
  await store(entry);
  onDone(file, entry);
  return entry.type === "verdict" ? entry.walls : Infinity;
}
