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

Deno.test("deno task grade submit takes no link, nothing that is too long, and no identifier that is too long", async () => {
  const folder = await Deno.makeTempDir();
  const env = { DOWNHILL_DB: "postgres://ada:s3cret@127.0.0.1:1/downhill" };
  const [link, long] = ["04_gradient_descent.ts", "05_autodiff.ts"].map((name) => join(folder, name));
  await Deno.symlink(join(root, "solutions", "04_gradient_descent.ts"), link);
  await Deno.writeTextFile(long, " ".repeat(1_000_001));
  const expected: [words: string[], message: RegExp][] = [
    [[link, "--student", "ada"], /04_gradient_descent\.ts cannot be read \(it is a link, a folder or a device\)/],
    [[join(folder, "06_optimizer.ts"), "--student", "ada"], /06_optimizer\.ts cannot be read \(No such file/],
    [[long, "--student", "ada"], /05_autodiff\.ts has 1000001 bytes: a lesson has at most 1000000\./],
    [[long, "--student", "a".repeat(501)], /^--student has 501 characters: an identifier has at most 500\./],
  ];
  for (const [words, message] of expected) {
    const { code, stdout, stderr } = await run("grade", ["submit", ...words], env);
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, message);
  }
  await Deno.remove(folder, { recursive: true });
});
