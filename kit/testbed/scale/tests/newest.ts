import { assertEquals } from "@std/assert";
import { admit } from "../../../grade/queue/admit.ts";
import { type Cluster, handed } from "../cluster.ts";

/** A student hands in a lesson five times while the machine is busy: only the running file and the newest are judged. */
export async function newest(cluster: Cluster): Promise<string> {
  await using submitter = await cluster.submitter();
  await using worker = cluster.worker({ slots: 1, judge: "file" });
  await worker.says('"begin"');
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    ids.push((await admit(submitter, handed("ada", "lesson", `wait 3000 version ${i}`))).id);
    if (i === 0) await cluster.until("select count(*) from pgboss.job where id = $1 and state = 'active'", [ids[0]]);
  }
  await cluster.judged(2);
  await cluster.until("select case when count(*) = 0 then 1 else 0 end from downhill.jobs");
  const [judged, superseded] = await Promise.all(
    ["verdicts v on v.submission = s.id", "submissions o on s.superseded_by = o.id"]
      .map((other) => cluster.rows(`select s.id from downhill.submissions s join downhill.${other}`)),
  );
  assertEquals(judged.map(({ id }) => id).sort(), [ids[0], ids[4]].sort());
  assertEquals(superseded.map(({ id }) => id).sort(), ids.slice(1, 4).sort());
  return "of 5 submissions, the running one and the newest were judged, and 3 superseded";
}
