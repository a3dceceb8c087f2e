import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { syllabus } from "../../../../syllabus.ts";
import { root } from "../../../base/root.ts";
import { OPTIONS } from "../../../grade/queue/run_with_packages.ts";
import { startDeno, type Started } from "../../started.ts";
import type { Cluster } from "../cluster.ts";

/** The commands that people type, from an empty database to a verdict, each with the rights of its role only. */
export async function commands(cluster: Cluster): Promise<string> {
  const { postgres } = cluster;
  await cluster.rows("create database commands_empty");
  const urlOf = (user: "owner" | "worker" | "submitter" | "reader") => postgres.url("commands_empty", user);
  const env = { PGPASSFILE: postgres.passwords, TMPDIR: postgres.temporary };
  const start = (task: string, ...words: string[]): Started =>
    startDeno(root, [
      "run",
      ...task === "grade" ? ["-A"] : OPTIONS,
      "--no-check",
      join(root, `tasks/${task}.ts`),
      ...words,
    ], { env });
  const run = async (task: string, ...words: string[]) => await start(task, ...words).end();

  const unprepared = await run("grade", "status", "--db", urlOf("owner"));
  assertEquals(unprepared.code, 2);
  assertMatch(unprepared.stderr, /is not ready for this version of the course .*run deno task grade-worker --init/s);
  assertEquals(
    (await run("grade_worker", "--init", "--db", urlOf("owner"))).stdout,
    "The database is ready, with version 1.\n",
  );
  assertEquals((await run("grade_worker", "--init", "--db", urlOf("owner"))).stdout, "The database is ready.\n");
  const refused = await run("grade_worker", "--init", "--db", urlOf("worker"));
  assertEquals(refused.code, 2);

  for (
    const [role, task, ...words] of [
      ["downhill_work", "grade_worker", "--db", urlOf("submitter")],
      ["downhill_submit", "grade", "status", "--retry", "--db", urlOf("reader")],
      ["downhill_read", "grade", "status", "--db", urlOf("worker")],
    ]
  ) {
    const { code, stderr } = await run(task, ...words);
    assertEquals(code, 2);
    assertMatch(
      stderr,
      new RegExp(`^The user \\w+ of the database may not do this: name a user with the role ${role} in`),
    );
  }

  const lesson = syllabus.find(({ device }) => device === null)?.id;
  if (lesson === undefined) return "the database is prepared; this course has no lesson without TF.js to hand in";
  const submit = [
    "submit",
    `${root}solutions/${lesson}.ts`,
    "--student",
    "ada",
    "--name",
    "Ada Lovelace",
    "--db",
    urlOf("submitter"),
  ];
  const first = JSON.parse((await run("grade", ...submit, "--json")).stdout);
  assertEquals([first.state, first.isNew, first.position, first.seconds], ["waiting", true, 1, null]);
  await using worker = start("grade_worker", "--slots", "1", "--json", "--db", urlOf("worker"));
  await worker.says('"judged"');
  const second = JSON.parse((await run("grade", ...submit, "--json")).stdout);
  assertEquals([second.state, second.id], ["judged", first.id]);
  assert(second.verdict.points > 0 && second.verdict.points === second.verdict.maxPoints);
  const status = await run("grade", "status", "--json", "--db", urlOf("reader"));
  const load = JSON.parse(status.stdout);
  assertEquals([status.code, load.waiting, load.running, load.workers.length, load.notGraded], [0, 0, 0, 1, []]);
  assert((await run("grade", "status", "--db", urlOf("reader"))).stdout.includes("1 worker with 1 slot"));
  worker.kill("SIGTERM");
  assertEquals((await worker.end()).code, 0);
  return "an empty database, --init, submit, grade-worker, submit again, status: each with the rights of its role";
}
