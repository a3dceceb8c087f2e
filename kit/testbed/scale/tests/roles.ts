import { assert, assertEquals, assertRejects } from "@std/assert";
import { admit } from "../../../grade/queue/admit.ts";
import { Database } from "../../../grade/queue/database.ts";
import { type Cluster, handed } from "../cluster.ts";
import type { User } from "../postgres.ts";

/** What each role may not do. */
const FORBIDDEN: Record<Exclude<User, "owner">, readonly string[]> = {
  worker: [
    ...[
      "select bytes from downhill.submissions",
      "select name from downhill.submissions",
      "select * from downhill.tokens",
    ],
    ...[
      "select verdict from downhill.verdicts",
      "delete from downhill.verdicts",
      "update downhill.verdicts set points = 9",
    ],
    ...[
      "delete from downhill.submissions",
      "create table pgboss.more (id integer)",
      "create table downhill.more (id integer)",
    ],
    "select * from downhill.dead_letters",
  ],
  submitter: [
    ...[
      "select bytes from downhill.submissions",
      "update downhill.submissions set bytes = ''",
      "delete from downhill.submissions",
    ],
    ...["insert into downhill.verdicts (submission) values (null)", "update downhill.verdicts set points = 9"],
    ...["select downhill.claimed('{}')", "delete from pgboss.job", "create table downhill.more (id integer)"],
  ],
  reader: [
    ...[
      "select student from downhill.submissions",
      "select verdict from downhill.verdicts",
      "select * from pgboss.job",
    ],
    ...[
      "select downhill.claimed('{}')",
      "delete from downhill.not_graded",
      "insert into downhill.deadlines values (now(), 1, 1)",
    ],
  ],
};

/** A worker reads a file only while it is being judged; nobody reads or changes what is not theirs. */
export async function roles(cluster: Cluster): Promise<string> {
  let count = 0;
  for (const user of Object.keys(FORBIDDEN) as (keyof typeof FORBIDDEN)[]) {
    await using database = await Database.connect(cluster.postgres.url(cluster.name, user), { name: "tests" });
    for (const statement of FORBIDDEN[user]) {
      await assertRejects(() => database.query(statement), Error, "permission denied", `${user}: ${statement}`);
      count++;
    }
  }
  await using submitter = await cluster.submitter();
  const ids = [
    await admit(submitter, handed("ada", "lesson", "wait 1500")),
    await admit(submitter, handed("bob", "lesson", "ready")),
  ]
    .map(({ id }) => id);
  await using worker = await Database.connect(cluster.postgres.url(cluster.name, "worker"), { name: "tests" });
  const seen = async () => (await worker.query("select id from downhill.claimed($1)", [ids])).map(({ id }) => id);
  assertEquals(await seen(), [], "a worker sees files that wait");
  {
    await using _judging = cluster.worker({ slots: 1, judge: "file" });
    await cluster.running([ids[0]]);
    assertEquals(await seen(), [ids[0]]);
    await cluster.judged(2);
  }
  assertEquals(await seen(), [], "a worker sees files that have been judged");
  const forged = handed("cid", "lesson", "ready, too");
  const { id } = await admit(submitter, forged);
  await worker.query(
    "insert into downhill.verdicts values ($1, $2, '', 9, 9, 2, 1, 0, gen_random_uuid()) on conflict do nothing",
    [id, JSON.stringify({ type: "gone", student: "ada" })],
  );
  const answer = await admit(submitter, forged);
  assert(answer.state === "not graded" && answer.message.startsWith("A worker stored something"), answer.state);
  return `${count} forbidden statements refused; a worker reads a file only while it is being judged`;
}
