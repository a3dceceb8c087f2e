import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import type { Entry } from "./entry.ts";
import { Journal } from "./journal.ts";
import { inFolder } from "../../testbed/in_folder.ts";

const gone = (student: string): Entry => ({ type: "gone", student });

/** The lines of the journal in `folder`, read after it was closed. */
async function linesIn(folder: string): Promise<Entry[]> {
  using journal = await Journal.open(folder);
  return await Array.fromAsync(journal.read());
}

Deno.test("a Journal keeps its lines in the order in which they were appended", () =>
  inFolder(async (folder) => {
    {
      using journal = await Journal.open(folder);
      await Promise.all(["ada", "bob", "eve"].map((student) => journal.append(gone(student))));
    }
    {
      using journal = await Journal.open(folder);
      await journal.append(gone("zoe"));
      assert(!journal.isRepaired);
    }
    assertEquals(await linesIn(folder), ["ada", "bob", "eve", "zoe"].map(gone));
  }));

Deno.test("a Journal removes a last line that was written only in part, however long it is", () =>
  inFolder(async (folder) => {
    for (const part of ['{"type":"gone"', `{"type":"gone","student":"${"a".repeat(200_000)}`]) {
      {
        using journal = await Journal.open(folder);
        await journal.append(gone("ada"));
      }
      await Deno.writeTextFile(join(folder, "journal.jsonl"), part, { append: true });
      {
        using journal = await Journal.open(folder);
        assert(journal.isRepaired);
        await journal.append(gone("bob"));
      }
      assertEquals(await linesIn(folder), ["ada", "bob"].map(gone));
      await Deno.remove(join(folder, "journal.jsonl"));
    }
  }));

Deno.test("a Journal that consists of half a line becomes an empty one", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "journal.jsonl"), '{"type":');
    assertEquals(await linesIn(folder), []);
  }));

Deno.test("a Journal names a line in its middle that cannot be read, and one of a newer version", () =>
  inFolder(async (folder) => {
    const path = join(folder, "journal.jsonl");
    const first = JSON.stringify(gone("ada"));
    for (const line of ["nonsense", "null", "[]", '{"type":"other"}', "\0\0"]) {
      await Deno.writeTextFile(path, `${first}\n${line}\n${first}\n`);
      const { message } = await assertRejects(() => linesIn(folder), UsageError);
      const advice = "is not a line of a journal: delete that line; what it said is judged again.";
      assertEquals(message, `Line 2 of ${path} ${advice}`);
    }
    await Deno.writeTextFile(path, '{"type":"class","version":2}\n');
    await assertRejects(() => linesIn(folder), UsageError, "newer version");
  }));

Deno.test("a Journal keeps characters that stand on the border of two blocks", () =>
  inFolder(async (folder) => {
    const students = Array.from({ length: 400 }, (_, i) => `${"a".repeat(i % 7)}${"ä€😀".repeat(20)}`);
    {
      using journal = await Journal.open(folder);
      for (const student of students) await journal.append(gone(student));
    }
    assertEquals(await linesIn(folder), students.map(gone));
  }));

/** Whether this process may mount a small disk: only root on Linux, and not in every container. */
async function canMount(): Promise<boolean> {
  return Deno.build.os === "linux" && Deno.uid() === 0 &&
    await new Deno.Command("unshare", { args: ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"] }).output()
      .then(({ success }) => success, () => false);
}

Deno.test({
  name: "a Journal on a full disk says so, and keeps every line that it had",
  ignore: !await canMount(),
  fn: () =>
    inFolder(async (folder) => {
      await new Deno.Command("mount", { args: ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder] }).output();
      try {
        let count = 0;
        {
          using journal = await Journal.open(folder);
          const long = "a".repeat(5000);
          const { message } = await assertRejects(async () => {
            for (;; count++) await journal.append(gone(long));
          }, UsageError);
          assert(message.includes("the disk is full: free some space, then type the same command again."), message);
          await journal.append(gone("ada")); // there is room for a short line, which does not follow half a line
        }
        const lines = await linesIn(folder);
        assertEquals([count > 5, lines.length, lines.at(-1)], [true, count + 1, gone("ada")]);
      } finally {
        await new Deno.Command("umount", { args: [folder] }).output();
      }
    }),
});
