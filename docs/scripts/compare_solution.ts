/**
 * A regression check of a new solution: how its verdicts differ from those of the present one.
 *
 *     deno run -A docs/scripts/compare_solution.ts LESSON FILE
 */
import { type CheckRecord, run } from "downhill/course";

const [lesson, candidate] = Deno.args;
const changed = new Set<string>();
for (const seed of [42, 1]) { // a check's random numbers must not decide
  const before = await verdicts("solutions", seed);
  const after = await verdicts(candidate, seed);
  for (const [id, { status, message }] of after) {
    const old = before.get(id)?.status;
    if (old === status || changed.has(id)) continue;
    changed.add(id);
    const reason = message.replaceAll("\n", " "); // one line for each verdict, whatever the lesson threw
    console.log(`${id}: ${old} → ${status} with seed ${seed}. ${reason}`);
  }
}
console.log(`${changed.size} verdicts changed.`);
Deno.exitCode = changed.size === 0 ? 0 : 1;

/** What the checks say about the module or folder `target`, by their ids. */
async function verdicts(target: string, seed: number): Promise<Map<string, CheckRecord>> {
  const checks = new Map<string, CheckRecord>();
  for await (const record of run(lesson, { target, seed, picture: false })) {
    if (record.type === "check") checks.set(record.id, record);
  }
  return checks;
}
