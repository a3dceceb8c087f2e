import { assertEquals, assertRejects } from "@std/assert";
import { admit } from "../../../grade/queue/admit.ts";
import { type Cluster, handed } from "../cluster.ts";

/** Hands in the same file many times at once: it becomes one job. If the transaction does not end, it becomes none. */
export async function admission(cluster: Cluster): Promise<string> {
  const submitters = await Promise.all(Array.from({ length: 5 }, () => cluster.submitter()));
  try {
    const again = handed("ada", "lesson", "the same file");
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => admit(submitters[i % 5], again)));
    assertEquals(new Set(answers.map(({ id }) => id)).size, 1);
    assertEquals(answers.filter((answer) => answer.state === "waiting" && answer.isNew).length, 1);
    const jobs = "select count(*) from pgboss.job where name like 'grading-%'";
    assertEquals([await cluster.count(jobs), await cluster.count("select count(*) from downhill.submissions")], [1, 1]);

    const broken: typeof submitters[number] = Object.create(submitters[0], {
      transaction: {
        value: (work: Parameters<typeof submitters[number]["transaction"]>[0]) =>
          submitters[0].transaction(async (sql) => {
            await work(sql);
            throw new Error("the connection broke");
          }),
      },
    });
    await assertRejects(() => admit(broken, handed("bob", "lesson", "another file")), Error, "the connection broke");
    assertEquals([await cluster.count(jobs), await cluster.count("select count(*) from downhill.submissions")], [1, 1]);

    await using worker = cluster.worker();
    await cluster.judged(1);
    const stored = await admit(submitters[1], again);
    assertEquals([stored.state, stored.id], ["judged", answers[0].id]);
    assertEquals(await cluster.count(jobs), 1);
    await worker.says('"judged"');
    return "50 sends at once: 1 job; a broken transaction: 0 jobs; the same file later: the stored verdict, and no job";
  } finally {
    await Promise.all(submitters.map((each) => each[Symbol.asyncDispose]()));
  }
}
