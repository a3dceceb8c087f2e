/**
 * Runs the acceptance tests of grading on many machines.
 * @module
 */
import { Cluster, prepareTemplate } from "./cluster.ts";
import { Postgres, postgresPrograms } from "./postgres.ts";
import { admission } from "./tests/admission.ts";
import { attacks } from "./tests/attacks.ts";
import { commands } from "./tests/commands.ts";
import { course } from "./tests/course.ts";
import { drain } from "./tests/drain.ts";
import { equal } from "./tests/equal.ts";
import { fair } from "./tests/fair.ts";
import { load } from "./tests/load.ts";
import { loss } from "./tests/loss.ts";
import { newest } from "./tests/newest.ts";
import { overhead } from "./tests/overhead.ts";
import { poison } from "./tests/poison.ts";
import { recovery } from "./tests/recovery.ts";
import { roles } from "./tests/roles.ts";
import { server } from "./tests/server.ts";
import { settings } from "./tests/settings.ts";
import { simulate } from "./tests/simulate.ts";
import { zombie } from "./tests/zombie.ts";

/** A test: it throws if something does not hold, and returns what it has measured. */
interface ScaleTest {
  /** What it does, for people. */
  does: string;
  run: (cluster: Cluster, isSample: boolean) => Promise<string>;
  /** Whether it belongs to the sample of `deno task ci`. */
  isInSample?: boolean;
  /** Whether it measures times, or ends the server, so that no other test may run beside it. */
  isAlone?: boolean;
}

/** How many tests run at a time. Most of the time, they wait until a worker counts as dead; those of the sample are short. */
const LANES = 2;
const LANES_OF_SAMPLE = 4;

/** All tests, by their names. */
export const SCALE_TESTS: Record<string, ScaleTest> = {
  zombie: { does: "a frozen worker wakes up: what it found does not count", run: zombie, isInSample: true },
  equal: { does: "the reports are those of a single machine", run: equal, isInSample: true },
  poison: { does: "a file that ends its worker becomes a dead letter", run: poison },
  recovery: { does: "how soon another worker has the files of a killed one", run: recovery },
  loss: { does: "workers are killed under load: each verdict is there once", run: loss, isInSample: true },
  settings: { does: "the settings, read back from the queue", run: settings, isInSample: true },
  admission: { does: "the same file, handed in 50 times at once, is one job", run: admission },
  drain: { does: "SIGTERM under load: nothing is judged twice", run: drain },
  attacks: { does: "hostile lessons, through a worker", run: attacks },
  newest: { does: "of five versions of a file, only the newest waits", run: newest },
  load: { does: "how many workers an autoscaler should start", run: load },
  commands: { does: "from an empty database to a verdict, as people type it", run: commands },
  roles: { does: "who may read and change what", run: roles },
  course: { does: "a worker with another version of the course takes nothing", run: course },
  fair: { does: "one student and a class do not hold up the others", run: fair, isAlone: true },
  simulate: { does: "the waits are those of a model", run: simulate, isAlone: true },
  overhead: { does: "what the queue and the database cost", run: overhead, isAlone: true },
  server: { does: "the server is killed under load: nothing acknowledged is lost", run: server, isAlone: true },
};

/**
 * Runs the named tests, or all; several at a time if they measure no times. Prints a line for each.
 * @returns The exit code.
 */
export async function runScaleTests(names: readonly string[], isSample: boolean): Promise<number> {
  const all = Object.entries(SCALE_TESTS).filter(([name, { isInSample }]) =>
    names.length > 0 ? names.includes(name) : !isSample || isInSample
  );
  const programs = await postgresPrograms();
  if (programs === null) {
    for (const [name] of all) console.log(`skipped: ${name}, because PostgreSQL is not installed`);
    console.log(`ok | 0 passed (${all.length} skipped) | 0 failed`);
    return 0;
  }
  const counts = { passed: 0, failed: 0 };
  await using postgres = await Postgres.start(programs);
  await prepareTemplate(postgres);
  const run = async ([name, test]: [string, ScaleTest]) => {
    const begin = performance.now();
    const seconds = () => `${((performance.now() - begin) / 1000).toFixed(1)} s`;
    try {
      await using cluster = await Cluster.open(postgres, name);
      const measured = await test.run(cluster, isSample);
      counts.passed++;
      console.log(`✓ ${name.padEnd(10)} ${seconds().padStart(7)}  ${measured}`);
    } catch (error) {
      counts.failed++;
      console.log(`✗ ${name.padEnd(10)} ${seconds().padStart(7)}  ${(error as Error).stack}`);
    }
  };
  const together = all.filter(([, { isAlone }]) => !isAlone).values();
  const lane = async () => {
    for (const test of together) await run(test);
  };
  await Promise.all(Array.from({ length: isSample ? LANES_OF_SAMPLE : LANES }, lane));
  for (const test of all.filter(([, { isAlone }]) => isAlone)) await run(test);
  console.log(`${counts.failed === 0 ? "ok" : "FAILED"} | ${counts.passed} passed | ${counts.failed} failed`);
  return counts.failed === 0 ? 0 : 1;
}
