import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { nearestOldStub } from "./old_stubs.ts";

const solution = (brief: string, todo: string) =>
  `/** ${brief} */\nexport function f(x: number) {\n  // #region solution: ${todo}\n  return 2 * x;\n  // #endregion\n}\n`;
const stub = (brief: string, todo: string) =>
  `/** ${brief} */\nexport function f(x: number) {\n  return todo("${todo}");\n}\n`;

const hasGit = await new Deno.Command("git", { args: ["--version"] }).output().then(() => true, () => false);

async function git(cwd: string, ...args: string[]): Promise<void> {
  const { success } = await new Deno.Command("git", {
    args: ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", ...args],
    cwd,
  }).output();
  assertEquals(success, true, args.join(" "));
}

Deno.test({
  name: "nearestOldStub() finds the stub from which a lesson began, and skips versions with wrong marks",
  ignore: !hasGit,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.mkdir(join(folder, "solutions"));
      await git(folder, "init", "--quiet");
      assertEquals(await nearestOldStub(folder, "04_a", stub("One", "double x")), undefined);
      const versions = [
        solution("One", "double x"),
        "no marks\n",
        solution("Two\n * more", "twice x"),
        solution("3", "x"),
      ];
      for (const version of versions) {
        await Deno.writeTextFile(join(folder, "solutions", "04_a.ts"), version);
        await git(folder, "add", ".");
        await git(folder, "commit", "--quiet", "--message=x");
      }
      for (const [brief, todo] of [["One", "double x"], ["Two\n * more", "twice x"], ["3", "x"]]) {
        const mine = stub(brief, todo).replace(/todo\(.*\)/, "x + x").replaceAll("\n", "\r\n");
        assertEquals(await nearestOldStub(folder, "04_a", mine), stub(brief, todo));
      }
      assertEquals(await nearestOldStub(folder, "05_b", "x"), undefined);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name: "nearestOldStub() throws an error if Git is stopped",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.mkdir(join(folder, ".git"));
      await Deno.writeTextFile(join(folder, "git"), "#!/bin/sh\nkill -INT $$\n", { mode: 0o755 });
      const url = new URL("./old_stubs.ts", import.meta.url);
      const code = `import { nearestOldStub } from "${url}"; await nearestOldStub(Deno.args[0], "04_a", "x");`;
      const { stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["eval", "--quiet", "--config=deno.json", code, folder],
        ...{ cwd: root, env: { PATH: folder, NO_COLOR: "1" } },
      }).output();
      assertMatch(new TextDecoder().decode(stderr), /Git was stopped too early: update once more/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("nearestOldStub() finds nothing if the course is not a repository", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assertEquals(await nearestOldStub(folder, "04_a", "x"), undefined);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
