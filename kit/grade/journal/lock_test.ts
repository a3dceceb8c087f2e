import { assert, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { lockFolder } from "./lock.ts";

/** A program that locks the folder in its arguments, says so, and waits for its end. */
const PROGRAM = `
import { lockFolder } from "${new URL("lock.ts", import.meta.url)}";
using _lock = await lockFolder(Deno.args[0]);
console.log("locked");
await new Promise(() => setInterval(() => {}, 1000));
`;

Deno.test("lockFolder() names the process that grades in the folder, until that process is killed", async () => {
  const folder = await Deno.makeTempDir();
  const program = join(folder, "program.ts");
  await Deno.writeTextFile(program, PROGRAM);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", program, folder],
    stdout: "piped",
  }).spawn();
  try {
    const reader = child.stdout.getReader();
    await reader.read(); // "locked"
    await assertRejects(
      () => lockFolder(folder),
      UsageError,
      `${folder} is being graded by process ${child.pid}: wait until it ends, or use another folder with --out.`,
    );
    child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
    using lock = await lockFolder(folder); // the file is still there, but it is not locked
    assert(lock);
    await assertRejects(() => lockFolder(folder), UsageError, `process ${Deno.pid}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
