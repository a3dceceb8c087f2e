import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { limited, residentMemoryMiB } from "./limits.ts";

const isLinux = Deno.build.os === "linux";

async function outputOf(child: Deno.ChildProcess): Promise<string> {
  await child.stdin.close();
  const { stdout } = await child.output();
  return new TextDecoder().decode(stdout);
}

Deno.test("limited() passes on only what Deno needs of the environment", async () => {
  Deno.env.set("DOWNHILL_SECRET", "1");
  const { child } = limited(["eval", "console.log(JSON.stringify(Deno.env.toObject()))"], 1500);
  const environment = JSON.parse(await outputOf(child));
  Deno.env.delete("DOWNHILL_SECRET");
  assertEquals(environment.NO_COLOR, "1");
  assertEquals("DOWNHILL_SECRET" in environment, false);
});

Deno.test({
  name: "limited() lets the kernel bound the memory",
  ignore: !isLinux,
  fn: async () => {
    const { child, isMemoryLimited } = limited(
      ["eval", "console.log(Deno.readTextFileSync('/proc/self/limits'))"],
      900,
    );
    assert(isMemoryLimited);
    assert(/Max data size\s+943718400\s+943718400/.test(await outputOf(child)));
  },
});

Deno.test({
  name: "limited() bounds the computing where the kernel cannot bound the memory",
  ignore: !isLinux,
  fn: async () => {
    const script = `const { limited } = await import("${import.meta.resolve("./limits.ts")}");
      const { child, isMemoryLimited } = limited(["eval", "console.log(Deno.readTextFileSync('/proc/self/limits'))"], 900);
      child.stdin.close();
      console.log(isMemoryLimited, new TextDecoder().decode((await child.output()).stdout));`;
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["eval", script],
      env: { DOWNHILL_LIMITS: "poll" },
    }).output();
    const text = new TextDecoder().decode(stdout);
    assertStringIncludes(text, "false ");
    assert(/Max cpu time\s+600/.test(text), text);
  },
});

Deno.test("residentMemoryMiB() asks the system how large a process is", async () => {
  const asked = await residentMemoryMiB(Deno.pid);
  const own = Deno.memoryUsage().rss / 2 ** 20;
  assert(asked > own / 2 && asked < own * 2, `${asked} MiB, ${own} MiB`);
});

Deno.test("residentMemoryMiB() says 0 of a process that has ended", async () => {
  assertEquals(await residentMemoryMiB(2 ** 22 + 1), 0);
});
