/**
 * Makes the tables, the views and the roles, and brings those of an older version up to date. Nothing else does this.
 * @module
 */
import { UsageError } from "../../base/usage_error.ts";
import { Database, type Sql } from "./database.ts";
import { DEAD_LETTERS, KEPT_SECONDS } from "./settings.ts";

/** The files of each version, the first version first. */
const VERSIONS = ["tables.sql"];

/** The files that are run each time, after the versions. */
const ALWAYS = ["views.sql", "roles.sql"];

/** An arbitrary number, the same in each process: only one prepares the database at a time. */
const LOCK = 240_024;

/**
 * Prepares the database. If it is ready, only views and rights are renewed.
 * @param url The URL, for a user who may create schemas and roles.
 * @returns The version of the tables before and after.
 * @throws {UsageError} If the database cannot be reached, was prepared by a newer course, or the user may not do this.
 */
export async function prepareDatabase(url: string): Promise<{ before: number; after: number }> {
  await using database = await Database.connect(url, { name: "downhill init", isOwner: true });
  if (!await database.boss.getQueue(DEAD_LETTERS)) {
    await database.boss.createQueue(DEAD_LETTERS, { deleteAfterSeconds: KEPT_SECONDS });
  }
  try {
    return await database.transaction(migrate);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `The database cannot be prepared (${
        (error as Error).message
      }): --init needs a user who may create schemas and roles.`,
    );
  }
}

/** What somebody wants to do, the role for it, and whether the user may do it. The owner of the database may do all. */
const RIGHTS = {
  claim: { role: "downhill_work", sql: "has_function_privilege('downhill.claimed(uuid[])', 'execute')" },
  submit: { role: "downhill_submit", sql: "has_table_privilege('downhill.tokens', 'insert')" },
  read: { role: "downhill_read", sql: "has_table_privilege('downhill.grading_load', 'select')" },
} as const;

/** @throws {UsageError} If the tables are not those of this course, or if the user may not do `what`. */
export async function requirePrepared(database: Database, what: keyof typeof RIGHTS): Promise<void> {
  const version = await database.query("select max(number) as number from downhill.version")
    .then(([{ number }]) => number as number, () => 0);
  if (version === VERSIONS.length) return await requireRight(database, what);
  const problem = version < VERSIONS.length
    ? "is not prepared for this version of the course: run deno task grade-worker --init first"
    : "was prepared by a newer version of the course: update the course on this machine";
  throw new UsageError(`The database ${problem}.`);
}

async function requireRight(database: Database, what: keyof typeof RIGHTS): Promise<void> {
  const { role, sql } = RIGHTS[what];
  const [{ user, may }] = await database.query(`select current_user as user, ${sql} as may`);
  if (may) return;
  throw new UsageError(
    `The user ${user} of the database may not do this: name a user with the role ${role} in the URL of the database.`,
  );
}

async function migrate(sql: Sql): Promise<{ before: number; after: number }> {
  await sql.executeSql(`select pg_advisory_xact_lock(${LOCK})`);
  await sql.executeSql("create schema if not exists downhill");
  await sql.executeSql(
    "create table if not exists downhill.version (number integer primary key, since timestamptz not null default now())",
  );
  const { rows: [{ number }] } = await sql.executeSql(
    "select coalesce(max(number), 0) as number from downhill.version",
  );
  const before = number as number;
  if (before > VERSIONS.length) {
    throw new UsageError(
      "The database was prepared by a newer version of the course: update the course on this machine.",
    );
  }
  for (const [i, name] of VERSIONS.entries()) {
    if (i < before) continue;
    await sql.executeSql(await textOf(name));
    await sql.executeSql("insert into downhill.version (number) values ($1)", [i + 1]);
  }
  for (const name of ALWAYS) await sql.executeSql(await textOf(name));
  return { before, after: VERSIONS.length };
}

function textOf(name: string): Promise<string> {
  return Deno.readTextFile(new URL(`sql/${name}`, import.meta.url));
}
