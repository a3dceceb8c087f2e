import { assertEquals, assertRejects } from "@std/assert";
import type { VerdictEntry } from "./journal/entry.ts";
import { LocalQueue } from "./queue/local.ts";
import type { GradingJob } from "./queue/queue.ts";
import { workOff } from "./work_off.ts";

const jobs = ["a", "b", "c", "d", "e"].map((sha256) => ({ lesson: "04_gradient_descent", sha256, path: sha256 }));

const verdictOf = ({ sha256 }: GradingJob) => ({ type: "verdict", sha256 } as VerdictEntry);

Deno.test("workOff() judges as many files at a time as there are slots, and each once", async () => {
  const judged: string[] = [];
  let [running, most] = [0, 0];
  await workOff(new LocalQueue(jobs, () => Promise.resolve()), {
    slots: 2,
    judge: async (job) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve));
      running--;
      judged.push(job.sha256);
      return verdictOf(job);
    },
  });
  assertEquals([judged.sort().join(), most], ["a,b,c,d,e", 2]);
});

Deno.test("workOff() tries a file again if the machine fails, and says when it gives up", async () => {
  let failures = 0;
  const told: string[] = [];
  await workOff(new LocalQueue(jobs.slice(0, 2), () => Promise.resolve()), {
    slots: 1,
    judge: (job) =>
      job.sha256 === "b" || failures++ < 1 ? Promise.reject(new Error("No memory.")) : Promise.resolve(verdictOf(job)),
    onAgain: ({ sha256 }, message) => told.push(`${sha256} again: ${message}`),
    onDone: ({ sha256 }, { type }) => told.push(`${sha256} ${type}`),
  });
  assertEquals(told.sort(), [
    ...["a again: No memory.", "a verdict", "b again: No memory.", "b again: No memory.", "b not graded"],
  ]);
});

Deno.test("workOff() ends with the error if a verdict cannot be stored", async () => {
  const queue = new LocalQueue(jobs, () => Promise.reject(new Error("The disk is full.")));
  await assertRejects(
    () => workOff(queue, { slots: 2, judge: (job) => Promise.resolve(verdictOf(job)) }),
    Error,
    "The disk is full.",
  );
});
