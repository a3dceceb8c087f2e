/**
 * Tests that right answers pass with every seed: with the solution and the alternatives of each lesson, every check
 * that draws random numbers must pass. `DOWNHILL_SEEDS` sets the number of seeds (10 by default); a twentieth as many
 * are tried on the cpu.
 * @module
 */
import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { syllabus } from "../../../../syllabus.ts";
import type { DeviceName } from "../../../base/devices.ts";
import { root } from "../../../base/root.ts";
import type { LessonEntry } from "../../../base/syllabus.ts";
import { checksOf } from "../../../judge/run/check.ts";
import { collect } from "../../../judge/run/collect.ts";
import type { RunContext } from "../../../judge/run/context.ts";
import { jobFor } from "../../../judge/run/job.ts";
import { runIn } from "../../../judge/run/run.ts";
import { sandboxFor } from "../../../judge/run/sandbox_for.ts";
import { alternativesOf, writeAlternative } from "../answer_files.ts";

/**
 * How many seeds one process tries: the limits on its time and memory, which are meant for one verdict, suffice for ten
 * seeds, but not for a hundred.
 */
const SEEDS_IN_A_PROCESS = 10;

const SEEDS = Number(Deno.env.get("DOWNHILL_SEEDS") ?? 10);

for (const lesson of syllabus) {
  testSeeds(lesson, "auto", SEEDS);
  if (lesson.device === "auto") testSeeds(lesson, "cpu", Math.ceil(SEEDS / 20));
}

function testSeeds(lesson: LessonEntry, device: DeviceName, count: number): void {
  Deno.test(`right answers to ${lesson.id} pass with ${count} seeds on ${device}`, async () => {
    const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
    try {
      const solution = await Deno.readTextFile(join(root, "solutions", `${lesson.id}.ts`));
      const targets = ["solutions"];
      for (const name of await alternativesOf(lesson.id)) {
        targets.push(await writeAlternative(lesson.id, name, solution, scratch));
      }
      for (const target of targets) assertEquals(await failures(lesson, target, device, count), []);
    } finally {
      await Deno.remove(scratch, { recursive: true });
    }
  });
}

/** The failures of the checks that use the seed, each with its seed. */
async function failures(lesson: LessonEntry, target: string, device: DeviceName, count: number): Promise<string[]> {
  const job = jobFor(lesson, { target, device });
  const only = (await checksOf(job)).filter(({ body }) => body.length > 0).map(({ id }) => id);
  if (only.length === 0) return [];
  const found: string[] = [];
  for (let first = 1; first <= count; first += SEEDS_IN_A_PROCESS) {
    const sandbox = sandboxFor(job);
    const shared: RunContext["shared"] = new Map(); // a question without the seed is asked once in a process
    try {
      for (let seed = first; seed <= Math.min(count, first + SEEDS_IN_A_PROCESS - 1); seed++) {
        const { checks } = await collect(runIn(sandbox, job, { picture: false, only, seed }, { shared }));
        const wrong = checks.filter(({ status }) => status !== "pass" && status !== "skipped");
        found.push(...wrong.map(({ id, status, message }) => `${target}, seed ${seed}, ${id} ${status}: ${message}`));
      }
    } finally {
      sandbox.dispose();
    }
  }
  return found;
}
