import { assert } from "@std/assert";
import { type Cluster, pause, percentile } from "../cluster.ts";
import { erlangWait, mean, randomFiles, simulatedWaits } from "../queue_model.ts";

/** The slots, the mean time of a file in seconds, and how many files arrive per second. */
const SLOTS = 2;
const SERVICE = 0.2;
const RATES = [3, 6, 9];

/** How long files arrive, in seconds. */
const SECONDS = 25;

/**
 * How far the mean wait may be from the model's: a share, or a few milliseconds where hardly anybody waits, since there
 * the time in which a worker hears of a file is most of it, and depends on what else the machine does.
 */
const TOLERANCE = 0.15;
const TOLERANCE_SECONDS = 0.01;

/** How far the model's mean wait of very many files may be from Erlang's formula. */
const ERLANG_TOLERANCE = 0.05;

/** Compares the waits of a real queue with those of a model, for the same arrivals and the same times of the files. */
export async function simulate(cluster: Cluster): Promise<string> {
  await using worker = cluster.worker({ slots: SLOTS, judge: "file" });
  await worker.says('"begin"');
  const { pickUp, turn } = await calibrate(cluster);
  const found: string[] = [];
  for (const rate of RATES) {
    const long = mean(simulatedWaits(randomFiles(400_000, rate, SERVICE, 42), SLOTS));
    const erlang = erlangWait(rate, SERVICE, SLOTS);
    assert(
      Math.abs(long / erlang - 1) <= ERLANG_TOLERANCE,
      `λ = ${rate}/s: the model waits ${long} s, Erlang C ${erlang} s`,
    );
    const files = randomFiles(rate * SECONDS, rate, SERVICE, 42);
    const begin = performance.now();
    const ids: string[] = [];
    for (const [i, { at, service }] of files.entries()) {
      await pause(Math.max(0, at * 1000 - (performance.now() - begin)));
      ids.push(...await cluster.handIn([`wait ${service * 1000} ${rate} ${i}`]));
    }
    const done = "select count(*)::integer from downhill.verdicts where submission = any($1::uuid[])";
    while (await cluster.count(done, [ids]) < ids.length) await pause(200);
    const rows = await cluster.rows(
      `select extract(epoch from j.created_on)::float8 as at, extract(epoch from j.started_on - j.created_on)::float8 as wait,
         v.seconds from pgboss.job j join downhill.verdicts v on v.submission = j.id where j.id = any($1::uuid[]) order by 1`,
      [ids],
    );
    const first = rows[0].at;
    const waits = rows.map(({ wait }) => wait as number);
    const model = simulatedWaits(rows.map(({ at, seconds }) => ({ at: at - first, service: seconds + turn })), SLOTS);
    // a file that finds a free slot still waits until the worker has heard of it
    const [real, modelled] = [mean(waits), mean(model.map((wait) => Math.max(wait, pickUp)))];
    found.push(
      `λ = ${rate}/s: ${(real * 1000).toFixed(0)} ms, model ${(modelled * 1000).toFixed(0)} ms (Erlang C ${
        (erlang * 1000).toFixed(0)
      } ms)`,
    );
    assert(Math.abs(real - modelled) <= Math.max(TOLERANCE * modelled, TOLERANCE_SECONDS), found.join("; "));
  }
  return `mean waits: ${found.join("; ")}`;
}

/** Measures how long a worker needs to hear of a file, and how long a slot needs between two files, in seconds. */
async function calibrate(cluster: Cluster): Promise<{ pickUp: number; turn: number }> {
  const heard: number[] = [];
  for (let i = 0; i < 15; i++) {
    const [id] = await cluster.handIn([`alone ${i}`]);
    await cluster.judged(await cluster.count("select count(*) from downhill.submissions"));
    const [{ wait }] = await cluster.rows(
      "select extract(epoch from started_on - created_on)::float8 as wait from pgboss.job where id = $1",
      [id],
    );
    heard.push(wait);
  }
  const ids = await cluster.handIn(Array.from({ length: 60 }, (_, i) => `wait 50 ${i}`));
  await cluster.judged(await cluster.count("select count(*) from downhill.submissions"));
  const [{ span, busy }] = await cluster.rows(
    `select extract(epoch from max(v.settled_at) - min(j.started_on))::float8 as span, sum(v.seconds) as busy
     from downhill.verdicts v join pgboss.job j on j.id = v.submission where j.id = any($1::uuid[])`,
    [ids],
  );
  return { pickUp: percentile(heard, 0.5), turn: Math.max(0, (span * SLOTS - busy) / ids.length) };
}
