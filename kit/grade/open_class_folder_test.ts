import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { root } from "../base/root.ts";
import { UsageError } from "../base/usage_error.ts";
import { openClassFolder } from "./open_class_folder.ts";
import { inFolder } from "../testbed/in_folder.ts";

const isThere = (path: string) => Deno.lstat(path).then(() => true, () => false);

Deno.test("openClassFolder() makes a folder, and removes it again if nothing was written there", () =>
  inFolder(async (folder) => {
    const out = join(folder, "a", "grades");
    {
      await using open = await openClassFolder(out);
      assert(await isThere(open.temporary));
    }
    assert(!await isThere(out));
    {
      await using _ = await openClassFolder(out);
      await Deno.writeTextFile(join(out, "journal.jsonl"), "");
    }
    assert(await isThere(join(out, "journal.jsonl")));
  }));

Deno.test("openClassFolder() keeps an empty folder that was there before", () =>
  inFolder(async (folder) => {
    {
      await using _ = await openClassFolder(folder);
    }
    assert(await isThere(folder));
  }));

Deno.test("openClassFolder() gives an empty temporary folder, even after a grader was killed, and removes it", () =>
  inFolder(async (folder) => {
    const program = join(folder, "program.ts");
    const module = new URL("open_class_folder.ts", import.meta.url);
    const text = `import { openClassFolder } from "${module}";
      const { temporary } = await openClassFolder(${JSON.stringify(folder)});
      await Deno.writeTextFile(temporary + "/left", temporary);
      console.log(temporary);`;
    const run = async (end: string) => {
      await Deno.writeTextFile(program, `${text}\n${end}`);
      const args = ["run", "-A", "--no-check", `--config=${join(root, "deno.json")}`, program];
      const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "inherit" }).output();
      return new TextDecoder().decode(stdout).trim();
    };
    const killed = await run('Deno.kill(Deno.pid, "SIGKILL");');
    assertEquals((await Array.fromAsync(Deno.readDir(killed))).length, 1);
    {
      await using open = await openClassFolder(folder);
      assertEquals(open.temporary, killed);
      assertEquals(await Array.fromAsync(Deno.readDir(open.temporary)), []);
    }
    assert(!await isThere(killed));
    assert(!await isThere(await run("Deno.exit(130);"))); // as after Ctrl-C
  }));

Deno.test("openClassFolder() says in a sentence why a folder cannot be used", () =>
  inFolder(async (folder) => {
    const file = join(folder, "file");
    await Deno.writeTextFile(file, "");
    await assertRejects(() => openClassFolder(file), UsageError, `${file} is not a folder: name another with --out.`);
    await assertRejects(() => openClassFolder(join(file, "grades")), UsageError, "name another with --out.");
    await Deno.mkdir(join(folder, ".lock"));
    await assertRejects(() => openClassFolder(folder), UsageError, "use another folder with --out.");
  }));
