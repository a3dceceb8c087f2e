import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { backUp } from "./backup.ts";

/** Calls `work` with a course that has a lesson 04_a.ts. */
async function withLesson(work: (root: string, lesson: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  await Deno.mkdir(join(root, "lessons"));
  await Deno.writeFile(join(root, "lessons", "04_a.ts"), new Uint8Array([0xff, 0xfe, 1]));
  try {
    await work(root, join(root, "lessons", "04_a.ts"));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("backUp() copies every byte, even of a file that is not UTF-8", () =>
  withLesson(async (root, lesson) => {
    const copy = await backUp(lesson);
    assertEquals(copy, join(root, "backups", "04_a.1.ts"));
    assertEquals(await Deno.readFile(copy!), new Uint8Array([0xff, 0xfe, 1]));
  }));

Deno.test("backUp() never overwrites a copy, and copies the same text only once", () =>
  withLesson(async (root, lesson) => {
    const texts = ["one", "two", "one"];
    const copies = [];
    for (const text of texts) {
      await Deno.writeTextFile(lesson, text);
      copies.push(await backUp(lesson));
    }
    const [first, second] = [1, 2].map((number) => join(root, "backups", `04_a.${number}.ts`));
    assertEquals(copies, [first, second, first]);
    assertEquals(await Deno.readTextFile(first), "one");
    assertEquals(await Deno.readTextFile(second), "two");
  }));

Deno.test("backUp() does nothing if there is no lesson, and throws an error if it cannot read or write", () =>
  withLesson(async (root, lesson) => {
    assertEquals(await backUp(join(root, "lessons", "05_b.ts")), undefined);
    await Deno.mkdir(join(root, "lessons", "06_c.ts"));
    await assertRejects(() => backUp(join(root, "lessons", "06_c.ts")), UsageError, "cannot be read: is it a file");
    await Deno.writeTextFile(join(root, "backups"), "");
    await assertRejects(() => backUp(lesson), UsageError, "a file has the name of its folder");
  }));
