import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { root } from "../kit/base/root.ts";
import { OPTIONS } from "../kit/grade/queue/run_with_packages.ts";

/** Runs a task without a database. */
async function run(task: string, words: readonly string[], env: Record<string, string> = {}) {
  const isWorker = task === "grade_worker";
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", ...isWorker ? OPTIONS : ["--quiet", "-A"], "--no-check", join(root, "tasks", `${task}.ts`), ...words],
    env: { COLUMNS: "", DOWNHILL_DB: "", ...env },
    stdin: "null",
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

Deno.test("commands about a database refuse a password on the command line, and do not repeat it", async () => {
  const url = "postgres://ada:s3cret@127.0.0.1:1/downhill";
  const commands: [task: string, words: string[]][] = [
    ["grade_worker", ["--db", url]],
    ["grade", ["submissions", `--db=${url}`]],
    ["grade", ["status", "--db", url]],
    ["grade", ["submit", "04_gradient_descent.ts", "--student", "ada", "--db", url]],
  ];
  for (const [task, words] of commands) {
    const { code, stdout, stderr } = await run(task, words);
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, /^--db contains a password, which everybody on this machine can read: put it into the file/);
    assertEquals(stderr.includes("s3cret"), false);
  }
});

Deno.test("commands about a database say in a sentence that it does not answer", async () => {
  const env = { DOWNHILL_DB: "postgres://ada:s3cret@127.0.0.1:1/downhill" };
  const { code, stderr } = await run("grade", ["status"], env);
  assertEquals(code, 2);
  assertMatch(stderr, /^The database postgres:\/\/ada@127\.0\.0\.1:1\/downhill does not answer \(.*\): is it running/);
});
