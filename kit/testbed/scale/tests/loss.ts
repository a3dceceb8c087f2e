import { assert, assertEquals } from "@std/assert";
import { type Cluster, pause } from "../cluster.ts";

/** How many files each of the two workers judges at a time. */
const SLOTS = 4;

/** Kills workers again and again while they work off many files: no verdict is lost, and none is there twice. */
export async function loss(cluster: Cluster, isSample: boolean): Promise<string> {
  const [files, kills, every] = isSample ? [800, 1, 1500] : [10_000, 5, 3000];
  // with nothing to judge, a fast machine would be done before the last kill
  const texts = Array.from(
    { length: files },
    (_, i) => `wait ${Math.ceil(2 * SLOTS * kills * every * 1.2 / files)} ${i}`,
  );
  const ids = await cluster.handIn(texts);
  const start = () => cluster.worker({ slots: SLOTS, judge: "file" });
  const begin = performance.now();
  const workers = [start(), start()];
  for (const worker of workers) await worker.says('"judged"');
  for (let kill = 0; kill < kills; kill++) {
    await pause(every);
    const i = kill % workers.length;
    workers[i].kill("SIGKILL");
    await workers[i].end();
    workers[i] = start();
  }
  assert(await cluster.verdicts() < files, "the files were judged before the last kill");
  await cluster.judged(files, 240); // a quiet machine needs less than 40 s
  const seconds = (performance.now() - begin) / 1000;
  assertEquals(
    await cluster.count("select count(*) from downhill.verdicts where submission = any($1::uuid[])", [ids]),
    files,
  );
  const again = await cluster.count("select count(*) from pgboss.job where name like 'grading-%' and retry_count > 0");
  assert(again <= kills * SLOTS, `${again} files were judged again`);
  assertEquals(await cluster.count("select count(*) from downhill.not_graded"), 0);
  return `${files} files, ${kills} kills: each verdict once; ${again} of at most ${kills * SLOTS} judged again; ${
    seconds.toFixed(0)
  } s`;
}
