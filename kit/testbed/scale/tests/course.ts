import { assert, assertEquals } from "@std/assert";
import { sha256 } from "../../../base/sha256.ts";
import { type Cluster, pause } from "../cluster.ts";

/** A worker with another version of the course takes nothing, and says so; one with the right version takes the files. */
export async function course(cluster: Cluster): Promise<string> {
  await cluster.handIn(["a", "b", "c"]);
  await using other = cluster.worker({ courseHash: sha256("another version") });
  await other.says("3 files wait for another version of the course");
  await pause(2000);
  assertEquals(await cluster.verdicts(), 0);
  await using worker = cluster.worker();
  await cluster.judged(3);
  await worker.says('"judged"');
  assert(!other.output.includes('"judged"'));
  return "a worker with another version took nothing, and said so";
}
