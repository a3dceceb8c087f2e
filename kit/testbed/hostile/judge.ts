/**
 * A small judge for tests that kill it: `deno run -A judge.ts MODULE` prints the status and the message of the first
 * check.
 * @module
 */
import { smallJob } from "../small_course.ts";
import { runJob } from "../../judge/run/run.ts";

if (import.meta.main) {
  const limits = { evaluateMs: 20_000, memoryMiB: 600 };
  for await (const record of runJob(smallJob("04", { target: Deno.args[0], limits }), { picture: false })) {
    if (record.type !== "check") continue;
    console.log(`${record.status} ${record.message}`);
    break;
  }
}
