/**
 * A worker for tests of the queue, in a process of its own. It prints its records as JSON.
 *
 *     deno run -A worker_program.ts URL COURSE_HASH SLOTS JUDGE
 *
 * If URL is "DOWNHILL_DB", it is read from that variable.
 *
 * JUDGE is "small" or "course" to judge lessons of the small course or of this one; "nothing" to judge nothing; or "file", to do what the text of
 * the file says: "wait 200" takes 200 ms, and "kill the worker" ends this process.
 * @module
 */
import type { VerdictEntry } from "../../grade/journal/entry.ts";
import { databaseUrl } from "../../grade/queue/address.ts";
import type { ClaimedJob } from "../../grade/queue/claimed_files.ts";
import { startWorker } from "../../grade/worker.ts";
import { THIS_COURSE } from "../../judge/run/job.ts";
import { syllabus as ownSyllabus } from "../../../syllabus.ts";
import { course, syllabus } from "../course/syllabus.ts";
import { SMALL_COURSE } from "../small_course.ts";

const [address, courseHash, slots, judge] = Deno.args;
const url = address === "DOWNHILL_DB" ? databaseUrl(undefined) : address;

const worker = await startWorker({
  ...{ url, courseHash, slots: Number(slots) },
  course: judge === "course" ? { ...THIS_COURSE, syllabus: ownSyllabus } : { ...SMALL_COURSE, course, syllabus },
  judge: ["small", "course"].includes(judge) ? undefined : judgeNothing,
  onRecord: (record) => console.log(JSON.stringify(record)),
});
Deno.addSignalListener("SIGTERM", worker.stop);
await worker.ended;
Deno.exit();

async function judgeNothing(job: ClaimedJob): Promise<VerdictEntry> {
  const begin = performance.now();
  const text = judge === "file" ? await Deno.readTextFile(job.path) : "";
  if (text.startsWith("kill the worker")) Deno.kill(Deno.pid, "SIGKILL");
  const ms = Number(/^wait ([\d.]+)/.exec(text)?.[1] ?? 0);
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  return {
    ...{ type: "verdict", lesson: job.lesson, sha256: job.sha256, device: { backend: "cpu", adapter: null }, walls: 2 },
    ...{ checks: [], points: 0, maxPoints: 0, diagnosis: null, gradedAt: new Date().toISOString() },
    seconds: (performance.now() - begin) / 1000,
  } as VerdictEntry;
}
