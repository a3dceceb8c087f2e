/**
 * Admits what a student hands in. Nobody is refused because of the load: the answer says how long it will take.
 * @module
 */
import { type Database, type Sql, withoutNul } from "./database.ts";
import {
  CHANNEL,
  EXTRA_SECONDS,
  INTERACTIVE,
  LOWEST_INTERACTIVE,
  MOST_TOKENS,
  QUEUE,
  queueOf,
  STEP_DOWN,
  TOKEN_SECONDS,
} from "./settings.ts";
import { readVerdict } from "./stored_verdict.ts";

/** How many verdicts are enough for the mean time of a file. */
const FOR_MEAN = 100;

/** What a student hands in. */
export interface Handed {
  /** The student's identifier. */
  student: string;
  /** The student's name as people write it. */
  name: string;
  /** The lesson's id. */
  lesson: string;
  /** The file. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Its SHA-256. */
  sha256: string;
  /** The version of the course. */
  courseHash: string;
  /** The seed and the device for the checks. */
  seed: number;
  device: string;
  /** The longest time that judging may take, in seconds. */
  seconds: number;
}

/** What happens with it. */
export type Admitted =
  /** The same file has been judged. `verdict` is a line of JSON. */
  | { state: "judged"; id: string; verdict: string }
  /** No machine could judge the same file. */
  | { state: "not graded"; id: string; message: string }
  /**
   * It waits, now or since it was handed in before. `position` is 1 for the next file, and 0 for one that is being judged;
   * `seconds` is the expected time to its verdict, null if no machine is working.
   */
  | { state: "waiting"; id: string; isNew: boolean; superseded: number; position: number; seconds: number | null };

/** Makes the queue for a version of the course if it is missing, with the settings of this version. */
export async function openQueue({ boss }: Database, courseHash: string): Promise<void> {
  if (!await boss.getQueue(queueOf(courseHash))) await boss.createQueue(queueOf(courseHash), QUEUE);
}

/**
 * Admits a submission, in one transaction: when the promise resolves, it is safe. Handing in the same file again changes
 * nothing. An older file of the same student for the same lesson that nobody has begun to judge is not judged any more.
 */
export async function admit(database: Database, handed: Handed): Promise<Admitted> {
  const admitted = await database.transaction((sql) => admitWith(sql, database, handed));
  if (admitted.state !== "waiting") return admitted;
  return { ...admitted, ...await placeOf(database, admitted.id, handed.courseHash) };
}

/** What is known before the place in the queue, which need not be read while the student's lock is held. */
type Entered = Exclude<Admitted, { state: "waiting" }> | Omit<Admitted & { state: "waiting" }, "position" | "seconds">;

async function admitWith(sql: Sql, { boss }: Database, handed: Handed): Promise<Entered> {
  const { lesson, sha256, courseHash, seed, device, bytes, seconds } = handed;
  const [student, name] = [withoutNul(handed.student), withoutNul(handed.name)];
  // one after the other for each student; students do not wait for each other
  await sql.executeSql("select pg_advisory_xact_lock(hashtextextended($1, 24))", [student]);
  const { rows: [known] } = await sql.executeSql(
    `select s.id, v.verdict, n.message from downhill.submissions s
     left join downhill.verdicts v on v.submission = s.id left join downhill.not_graded n on n.submission = s.id
     left join pgboss.job j on j.name = $7 and j.id = s.id
     where s.student = $1 and s.lesson = $2 and s.sha256 = $3 and s.course_hash = $4 and s.seed = $5 and s.device = $6
       and s.is_interactive and (s.superseded_by is null or v.verdict is not null)
       -- pg-boss removes a job that has waited for weeks, and the file may then be handed in again
       and (v.verdict is not null or n.message is not null or j.id is not null)
     order by s.received_at desc limit 1`,
    [student, lesson, sha256, courseHash, seed, device, queueOf(courseHash)],
  );
  if (known?.verdict) {
    const entry = readVerdict(known.verdict, handed);
    return entry.type === "verdict"
      ? { state: "judged", id: known.id, verdict: known.verdict }
      : { state: "not graded", id: known.id, message: entry.message };
  }
  if (known?.message) return { state: "not graded", id: known.id, message: known.message };
  if (known) return { state: "waiting", id: known.id, isNew: false, superseded: 0 };
  const id = crypto.randomUUID();
  const priority = await priorityOf(sql, student);
  await sql.executeSql(
    `insert into downhill.submissions
       (id, student, name, lesson, sha256, course_hash, seed, device, is_interactive, bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, true, $9)`,
    [id, student, name, lesson, sha256, courseHash, seed, device, bytes],
  );
  const { rows: older } = await sql.executeSql(
    `update downhill.submissions s set superseded_by = $1 from downhill.jobs j
     where s.student = $2 and s.lesson = $3 and s.id <> $1 and s.is_interactive and s.superseded_by is null
       and j.name = downhill.queue_of(s.course_hash) and j.id = s.id and j.state < 'active' returning s.id`,
    [id, student, lesson],
  );
  const options = { id, priority, expireInSeconds: Math.ceil(seconds) + EXTRA_SECONDS, db: sql };
  await boss.send(queueOf(courseHash), { submission: id }, options);
  await sql.executeSql(`notify ${CHANNEL}`);
  return { state: "waiting", id, isNew: true, superseded: older.length };
}

/**
 * The priority of a student's next submission: lower with each one that still waits, and the lowest if the student's
 * tokens are used up. One token is spent.
 */
async function priorityOf(sql: Sql, student: string): Promise<number> {
  const { rows: [{ tokens }] } = await sql.executeSql(
    `insert into downhill.tokens as t (student, tokens) values ($1, $2::float8 - 1)
     on conflict (student) do update set counted_at = clock_timestamp(), tokens = greatest(-1,
       least($2::float8, t.tokens + extract(epoch from clock_timestamp() - t.counted_at)::float8 / $3::float8) - 1)
     returning tokens`,
    [student, MOST_TOKENS, TOKEN_SECONDS],
  );
  if (tokens < 0) return LOWEST_INTERACTIVE;
  const { rows: [{ waiting }] } = await sql.executeSql(
    `select count(*)::integer as waiting from downhill.submissions s
     left join downhill.verdicts v on v.submission = s.id left join downhill.not_graded n on n.submission = s.id
     where s.student = $1 and s.is_interactive and s.superseded_by is null and s.received_at > now() - interval '1 day'
       and v.submission is null and n.submission is null`,
    [student],
  );
  return Math.max(LOWEST_INTERACTIVE, INTERACTIVE - STEP_DOWN * waiting);
}

/**
 * The place of a submission among those that wait, and the expected time to its verdict. Files that have been superseded
 * count until a worker has sorted them out.
 */
async function placeOf(
  database: Database,
  id: string,
  courseHash: string,
): Promise<{ position: number; seconds: number | null }> {
  const [{ position, mean, slots }] = await database.query(
    `select
       (select count(*) from downhill.jobs own
        join downhill.jobs j on j.name = own.name and j.state < 'active'
          and (j.priority, own.created_on) >= (own.priority, j.created_on)
        where own.name = $3 and own.id = $1 and own.state < 'active')::integer as position,
       (select coalesce(avg(seconds), 1) from (
          select seconds from downhill.verdicts order by settled_at desc limit ${FOR_MEAN}
        ) as last) as mean,
       (select coalesce(sum(m.slots), 0) from downhill.machines m where m.course_hash = $2)::integer as slots`,
    [id, courseHash, queueOf(courseHash)],
  );
  return { position, seconds: slots === 0 ? null : mean * (1 + position / slots) };
}
