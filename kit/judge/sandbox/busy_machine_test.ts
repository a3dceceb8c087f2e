/**
 * Tests that a verdict does not depend on how busy the machine is. During the tests, three processes for each core
 * compute without end.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import process from "node:process";
import { coreTimes } from "../../base/core_time.ts";
import { spinning } from "../../testbed/hostile/spinning.ts";
import { LessonError, Sandbox } from "./sandbox.ts";
import { TimeLimit } from "../../base/time_limit.ts";

/** The lesson's CPU time, in milliseconds. With so many other processes, the answer takes four times as long. */
const WORK_MS = 800;

/** The time limit for one answer, in milliseconds. */
const LIMIT_MS = 1500;

const LESSON = `
  export function work(rounds: number): number {
    let sum = 0;
    for (let i = 0; i < rounds; i++) sum = (sum * 31 + i) % 1000003;
    return sum;
  }
  export const sleep = () => new Promise((resolve) => setTimeout(resolve, 600_000));
`;

/**
 * Without a working limit, the test takes 90 s. The bound leaves time for the test itself, which also waits for a core.
 */
const MOST_MS = 20 * LIMIT_MS;

/** The lesson's answer on the busy machine, which is a value or the status of a verdict, and how long it took. */
async function askedOnABusyMachine(probe: string, args: unknown[] = []): Promise<{ said: unknown; wallMs: number }> {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/04_gradient_descent.ts`;
  await Deno.writeTextFile(file, LESSON);
  const sandbox = new Sandbox(new URL(`file://${file}`), {
    device: null,
    limits: { evaluateMs: LIMIT_MS, loadMs: 5000 },
  });
  try {
    await sandbox.evaluate("() => 1");
    const start = performance.now();
    const said = await sandbox.evaluate(probe, args).catch((error) => {
      if (error instanceof LessonError) return error.explanation.status;
      throw error;
    });
    return { said, wallMs: performance.now() - start };
  } finally {
    sandbox.dispose();
    await Deno.remove(folder, { recursive: true });
  }
}

/** How many rounds this thread computes in {@linkcode WORK_MS}, however long it waits for a core. */
function roundsOfWork(): number {
  const computedMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const work = (rounds: number) => {
    let sum = 0;
    for (let i = 0; i < rounds; i++) sum = (sum * 31 + i) % 1000003;
    return sum;
  };
  work(1e6); // after this call, V8 has compiled the function
  const start = computedMs();
  assert(work(1e7) >= 0);
  return Math.round(1e7 * WORK_MS / (computedMs() - start));
}

Deno.test({
  name: "a lesson that computes for most of its limit can answer on a busy machine",
  ignore: Deno.build.os !== "linux", // on other systems, a process's waiting time is unknown
  fn: async () => {
    await using _busy = spinning();
    const { said } = await askedOnABusyMachine("({ work }, rounds) => work(rounds)", [roundsOfWork()]);
    assertEquals(typeof said, "number", String(said));
  },
});

Deno.test("a lesson that sleeps is stopped at its limit, even on a busy machine", async () => {
  await using _busy = spinning();
  const { said, wallMs } = await askedOnABusyMachine("({ sleep }) => sleep()");
  assertEquals(said, "timeout");
  assert(wallMs < MOST_MS, `${wallMs} ms`);
});

/** A program that computes in more threads than there are cores, including the main thread. */
const CROWD = `
  const url = "data:text/javascript,while (true) {}";
  for (let i = 0; i < 3 * navigator.hardwareConcurrency; i++) new Worker(url, { type: "module" });
  while (true) {}`;

Deno.test("a process whose own threads make it wait is also stopped at its limit", async () => {
  const child = new Deno.Command(Deno.execPath(), { args: ["eval", CROWD], stdin: "null" }).spawn();
  const start = performance.now();
  await new Promise<void>((resolve) => new TimeLimit(LIMIT_MS, () => coreTimes(child.pid), resolve));
  child.kill("SIGKILL");
  await child.status;
  // on a quiet machine, the limit is reached early; the time that other tests use does not count
  const wallMs = performance.now() - start;
  assert(wallMs < MOST_MS, `${wallMs} ms`);
});
