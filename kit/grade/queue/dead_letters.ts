/**
 * The files that no machine could judge, although neither the student nor the file is to blame.
 * @module
 */
import { attemptOf } from "./claimed_files.ts";
import type { Database } from "./database.ts";
import { CHANNEL, DEAD_LETTERS, queueOf, RETRY_LIMIT } from "./settings.ts";

/** How many are noted in one transaction. */
const AT_ONCE = 50;

/** What is noted if no machine could say why: pg-boss then only knows that the job's time was up. */
const STOPPED = `The machine that judged this file stopped, or took too long, ${RETRY_LIMIT + 1} times in a row.`;

/** A file that could not be judged. */
export interface DeadLetter {
  /** The id of the submission. */
  id: string;
  /** The student's identifier, and the name as people write it. */
  student: string;
  name: string;
  /** The lesson's id. */
  lesson: string;
  /** The reason, in a sentence. */
  message: string;
}

/** Stores which files have run out of attempts, where students and graders see it. */
export async function noteDeadLetters(database: Database): Promise<void> {
  const { boss } = database;
  await database.transaction(async (sql) => {
    const dead = await boss.fetch(DEAD_LETTERS, { batchSize: AT_ONCE, includeMetadata: true, db: sql });
    for (const { data, sourceOutput } of dead) {
      const values = [data.submission, sourceOutput?.message ?? STOPPED];
      await sql.executeSql("insert into downhill.not_graded values ($1, $2) on conflict do nothing", values);
    }
    if (dead.length > 0) return await boss.complete(DEAD_LETTERS, dead.map(attemptOf), null, { db: sql });
  });
}

/** The files that could not be judged, those of a student together. */
export async function deadLetters(database: Database): Promise<DeadLetter[]> {
  return await database.query(
    "select id, student, name, lesson, message from downhill.dead_letters order by student, lesson, noted_at",
  ) as DeadLetter[];
}

/**
 * Lets the machines try these files again. Each attempt has a number that was never used, so no verdict of an earlier one
 * can arrive late.
 * @returns How many are tried again.
 */
export async function retryDeadLetters(database: Database): Promise<number> {
  const rows = await database.query("select id, course_hash from downhill.dead_letters");
  await database.transaction(async (sql) => {
    for (const { id, course_hash } of rows) {
      const queue = queueOf(course_hash);
      const { affected } = await database.boss.retry(queue, [id], { db: sql });
      // a job that failed more than a day ago has been removed
      if (affected === 0) await database.boss.send(queue, { submission: id }, { id, db: sql });
      await sql.executeSql("delete from downhill.not_graded where submission = $1", [id]);
    }
    await sql.executeSql(`notify ${CHANNEL}`);
    return rows.length;
  });
  return rows.length;
}
