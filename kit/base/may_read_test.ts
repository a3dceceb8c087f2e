import { assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [allowed, other] = [join(here, "root.ts"), join(here, "write.ts")];

/** What a program with these permissions may read: two files. */
async function readable(...permissions: string[]): Promise<boolean[]> {
  const text = `import { mayRead } from "${new URL("may_read.ts", import.meta.url)}";
    console.log(JSON.stringify(Deno.args.map((path) => mayRead(path))));`;
  const program = `data:text/javascript,${encodeURIComponent(text)}`;
  const args = ["run", "--no-prompt", "--no-config", "--no-check", ...permissions, program, allowed, other];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("mayRead() follows the permissions of the process, whether they name paths or not", async () => {
  assertEquals(await readable("-A"), [true, true]);
  assertEquals(await readable("--allow-read"), [true, true]);
  assertEquals(await readable(`--allow-read=${allowed}`), [true, false]);
  assertEquals(await readable("--allow-read", `--deny-read=${other}`), [true, false]);
});
