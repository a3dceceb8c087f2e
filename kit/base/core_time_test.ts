import { assert, assertEquals } from "@std/assert";
import { coreTimes, denoProcess, keptWaitingMs } from "./core_time.ts";

const isLinux = Deno.build.os === "linux";

Deno.test("keptWaitingMs() returns how long other processes had the cores", () => {
  const from = { waitedMs: 100, othersMs: 50 };
  assertEquals(keptWaitingMs(from, { waitedMs: 1100, othersMs: 50 }), 1000);
});

Deno.test("keptWaitingMs() does not count time during which a process's own threads keep it waiting", () => {
  const from = { waitedMs: 0, othersMs: 0 };
  // three threads that never stop share two cores for a second: the first has a core for two thirds of the time
  assertEquals(keptWaitingMs(from, { waitedMs: 333, othersMs: 1333 }), 0);
});

/** A thread that uses 0.2 s of CPU time, however long that takes. */
const COMPUTES = `import process from "node:process";
const start = process.threadCpuUsage();
for (let time = start; time.user + time.system < 200_000;) time = process.threadCpuUsage(start);
postMessage(0);`;

Deno.test({
  name: "coreTimes() counts how long other threads compute, and is null if there is no such process",
  ignore: !isLinux,
  fn: async () => {
    const before = coreTimes(Deno.pid)!;
    const url = URL.createObjectURL(new Blob([COMPUTES]));
    const worker = new Worker(url, { type: "module" });
    await new Promise((resolve) => worker.onmessage = resolve);
    worker.terminate();
    URL.revokeObjectURL(url);
    const after = coreTimes(Deno.pid)!;
    assert(after.othersMs >= before.othersMs + 150, `${before.othersMs} → ${after.othersMs}`);
    assert(after.waitedMs >= before.waitedMs);
    assertEquals(coreTimes(2 ** 30), null);
  },
});

Deno.test({
  name: "coreTimes() and denoProcess() return the same results without permission to read /proc",
  ignore: !isLinux,
  fn: async () => {
    const code = `
      import { coreTimes, denoProcess } from ${JSON.stringify(import.meta.resolve("./core_time.ts"))};
      const { waitedMs, othersMs } = coreTimes(Deno.pid);
      console.log(typeof waitedMs, typeof othersMs, denoProcess(Deno.pid) === Deno.pid);`;
    const file = await Deno.makeTempFile({ suffix: ".ts" });
    await Deno.writeTextFile(file, code);
    try {
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--no-prompt", "--quiet", "--allow-run", "--allow-read=.", file],
      }).output();
      const [out, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
      assertEquals([out, errors], ["number number true\n", ""]);
    } finally {
      await Deno.remove(file);
    }
  },
});

Deno.test({
  name: "denoProcess() finds Deno as a grandchild, and returns null if there is no Deno",
  ignore: !isLinux,
  fn: async () => {
    const script = 'sh -c \'"$0" eval "console.log(Deno.pid); setTimeout(() => {}, 60_000)"; true\' "$0"; true';
    const child = new Deno.Command("sh", { args: ["-c", script, Deno.execPath()], stdout: "piped" }).spawn();
    const { value } = await child.stdout.values().next();
    const pid = Number(new TextDecoder().decode(value));
    try {
      assertEquals(denoProcess(child.pid), pid);
    } finally {
      Deno.kill(pid, "SIGKILL");
      await child.output().catch(() => {});
      await child.status;
    }
    assertEquals(denoProcess(child.pid), null);
  },
});
