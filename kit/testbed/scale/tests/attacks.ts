import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { gradeOne } from "../../../grade/grade_one.ts";
import type { VerdictEntry } from "../../../grade/journal/entry.ts";
import { calling, hostileLessons, isCostly, moreHostileLessons } from "../../hostile/lessons.ts";
import { realmLessons } from "../../hostile/realm.ts";
import { looking } from "../../hostile/looking.ts";
import { smallJob, smallLesson } from "../../small_course.ts";
import type { Cluster } from "../cluster.ts";
import { passwordOf } from "../postgres.ts";

/** Of so many attacks on the realm, one is handed in: they only concern the lesson's own process. */
const ONE_OF = 4;

/** Hostile lessons get the same verdicts from a worker, and none finds the password of the database. */
export async function attacks(cluster: Cluster): Promise<string> {
  const { postgres } = cluster;
  await using worker = cluster.worker({
    slots: 2,
    judge: "small",
    isInVariable: true,
    env: { DOWNHILL_CANARY: passwordOf("worker") },
  });
  await worker.says('"begin"');
  const places = [
    postgres.passwords,
    "/proc/self/environ",
    `/proc/${worker.pid}/environ`,
    `/proc/${worker.pid}/cmdline`,
  ];
  const connecting = calling(`
    const said = [];
    for (const way of [() => Deno.connect({ hostname: "127.0.0.1", port: ${postgres.port} }), () => fetch("http://127.0.0.1:${postgres.port}/")]) {
      try { await way(); said.push("it works"); } catch (error) { said.push(String(error)); }
    }
    throw new Error(said.join(" | "));`);
  const texts = [
    ...[...hostileLessons, ...moreHostileLessons].filter((lesson) => !isCostly(lesson)).map(({ text }) => text),
    ...realmLessons.filter(({ lesson, only }, i) => !lesson && !only && i % ONE_OF === 0).map(({ text }) => text),
    ...[looking(places), connecting],
  ];
  const ids = await cluster.handIn(texts, { lesson: smallLesson("04").id });
  await cluster.judged(texts.length);
  const rows = await cluster.rows("select submission, verdict from downhill.verdicts");
  const verdicts = ids.map((id) =>
    JSON.parse(rows.find(({ submission }) => submission === id)!.verdict) as VerdictEntry
  );
  const path = join(postgres.temporary, `${smallLesson("04").id}.ts`);
  for (const [i, text] of texts.entries()) {
    if (i < texts.length - 2) {
      await Deno.writeTextFile(path, text);
      const local = await gradeOne(smallJob("04", { target: path }), verdicts[i].sha256, 42);
      assertEquals(resultsOf(verdicts[i]), resultsOf(local), text);
    }
    assert(!JSON.stringify(verdicts[i]).includes(passwordOf("worker")), "a lesson has seen the password");
    assert(!JSON.stringify(verdicts[i]).includes(passwordOf("owner")), "a lesson has seen a password");
  }
  const tried = verdicts.at(-1)!.checks.map(({ message }) => message);
  for (const message of tried) assertStringIncludes(message, `tried to use the network (127.0.0.1:${postgres.port})`);
  assert(!worker.output.includes(passwordOf("worker")));
  return `${
    texts.length - 2
  } hostile lessons have the verdicts of a single machine; the password is nowhere, and the database is out of reach`;
}

function resultsOf({ checks, points }: VerdictEntry) {
  return { points, checks: checks.map(({ id, status, message }) => ({ id, status, message })) };
}
