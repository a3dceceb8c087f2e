import { assert, assertEquals } from "@std/assert";
import { runBounded } from "./bounded.ts";

const bounds = { seconds: 20, memoryMiB: 1500, outputBytes: 1000 };
const isLinux = Deno.build.os === "linux";
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("runBounded() gives a program its input, and returns what it prints", async () => {
  const program = "console.log(await new Response(Deno.stdin.readable).text()); console.error(1); Deno.exit(3)";
  const { end, code, stdout, stderr } = await runBounded(["eval", program], bounds, {
    input: new TextEncoder().encode("hello"),
  });
  assertEquals([end, code, text(stdout), text(stderr)], ["exit", 3, "hello\n", "1\n"]);
});

Deno.test("runBounded() passes on only the environment variables that Deno needs", async () => {
  Deno.env.set("DOWNHILL_SECRET", "1");
  const { stdout } = await runBounded([
    "eval",
    "console.log(Deno.env.get('DOWNHILL_SECRET'), Deno.env.get('NO_COLOR'))",
  ], bounds);
  Deno.env.delete("DOWNHILL_SECRET");
  assertEquals(text(stdout), "undefined 1\n");
});

Deno.test("runBounded() kills a program that does not end", async () => {
  const { end, code } = await runBounded(["eval", "while (true);"], { ...bounds, seconds: 0.5 });
  assertEquals(end, "time");
  assert(code !== 0);
});

Deno.test("runBounded() kills a program that prints too much, on either stream", async () => {
  for (const stream of ["stdout", "stderr"] as const) {
    const program = `while (true) Deno.${stream}.writeSync(new Uint8Array(600).fill(65))`;
    const result = await runBounded(["eval", program], bounds);
    assertEquals([result.end, text(result[stream])], ["output", "A".repeat(1000)]);
  }
});

Deno.test("runBounded() does not wait for a program that does not read its input", async () => {
  const { end, code } = await runBounded(["eval", "Deno.exit(0)"], bounds, { input: new Uint8Array(5_000_000) });
  assertEquals([end, code], ["exit", 0]);
});

Deno.test("runBounded() ends a program when the signal is aborted, even if it has not started yet", async () => {
  const abort = new AbortController();
  const running = runBounded(["eval", "while (true);"], bounds, { signal: abort.signal, onStart: () => abort.abort() });
  assertEquals((await running).end, "abort");
  assertEquals((await runBounded(["eval", "while (true);"], bounds, { signal: AbortSignal.abort() })).end, "abort");
});

Deno.test({
  name: "runBounded() makes the kernel limit the memory",
  ignore: !isLinux,
  fn: async () => {
    const program = "new Uint8Array(1e9).fill(1); console.log('all')";
    assertEquals(text((await runBounded(["eval", program], bounds)).stdout), "all\n");
    assertEquals(text((await runBounded(["eval", program], { ...bounds, memoryMiB: 900 })).stdout), "");
  },
});

Deno.test({
  name: "runBounded() ends a program when the program that started it ends",
  ignore: !isLinux,
  fn: async () => {
    const program = `const { runBounded } = await import("${import.meta.resolve("./bounded.ts")}");
      await runBounded(["eval", "while (true);"], { seconds: 60, memoryMiB: 900, outputBytes: 1 }, { onStart: (pid) => console.log(pid) });`;
    const parent = new Deno.Command(Deno.execPath(), { args: ["eval", program], stdout: "piped" }).spawn();
    const reader = parent.stdout.getReader();
    const pid = Number(text((await reader.read()).value!));
    // until then, util-linux is still setting its limits, and would not notice that its parent has ended
    const isDeno = () => Deno.readTextFile(`/proc/${pid}/comm`).then((name) => name === "deno\n", () => false);
    while (!await isDeno()) await new Promise((resolve) => setTimeout(resolve, 5));
    parent.kill("SIGKILL");
    await parent.status;
    await reader.cancel();
    const isThere = () => Deno.stat(`/proc/${pid}`).then(() => true, () => false);
    for (let i = 0; i < 1000 && await isThere(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
    assertEquals(await isThere(), false);
  },
});
