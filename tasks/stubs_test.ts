import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

/** Runs the task as from the command line, in a folder with one solution. */
async function task(...words: string[]) {
  const root = `${import.meta.dirname}/..`;
  const args = ["run", "--allow-read", "--allow-write", "--no-check", "--config", `${root}/deno.json`];
  const command = new Deno.Command(Deno.execPath(), { args: [...args, `${root}/tasks/stubs.ts`, ...words], cwd });
  const { code, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

const cwd = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(cwd, { recursive: true }));
await Deno.mkdir(`${cwd}/solutions`);
await Deno.writeTextFile(
  `${cwd}/solutions/01_a.ts`,
  "function f() {\n  // #region solution: one\n  return 1;\n  // #endregion\n}\n",
);

Deno.test("stubs compares and writes lessons, and reports the result", async () => {
  const differs = await task("--check");
  assertEquals([differs.code, differs.stderr], [1, ""]);
  assertMatch(differs.stdout, /differs +lessons.01_a\.ts\n1 of 1 lessons are not .* deno task stubs\n$/);

  const written = await task("--json");
  assertEquals([written.code, written.stderr], [0, ""]);
  assertEquals(JSON.parse(written.stdout).lessons.map((record: { status: string }) => record.status), ["written"]);

  assertEquals(await task("--check"), {
    code: 0,
    stdout: "1 of 1 lessons are the stubs of their solutions.\n",
    stderr: "",
  });
});

Deno.test("stubs exits with 2 and one sentence on wrong usage", async () => {
  for (const words of [["--chekc"], ["lessons"], ["--solutions", "nowhere"], ["--lessons="]]) {
    const { code, stdout, stderr } = await task(...words, "--json");
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, /^[^\n]* (option --chekc|one word too many|no solutions|needs a value).*\n$/);
  }
});

Deno.test("stubs has a help text", async () => {
  const { code, stdout } = await task("--help");
  assertEquals(code, 0);
  assertStringIncludes(stdout, "--check");
  assertEquals(stdout.split("\n").filter((line) => line.length > 80), []);
});
