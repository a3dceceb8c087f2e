import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { todosOf } from "./todos.ts";

Deno.test("todosOf() finds the marks in a lesson's files, and the marks for the lesson in shared files", async () => {
  const root = await Deno.makeTempDir();
  const write = async (path: string, text: string) => {
    await Deno.mkdir(join(root, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(root, path), text);
  };
  try {
    await write(
      "solutions/07_sets.ts",
      "/**\n * - {@linkcode f}: half. TODO: name your own.\n */\nconst mastodon = 1;\n",
    );
    await write("solutions/08_maps.ts", "// TODO: another lesson\n");
    await write("tests/alternatives/07_sets/short.ts", "/** TODO: solve it. */\r\n");
    await write(
      "syllabus.ts",
      'id: "06_lists",\nlearned: "TODO: one",\n\n\n\n\n\nid: "07_sets",\nlearned: "TODO: two",\n',
    );
    await write("docs/notebook.md", "| TODO: what it asks | 07_sets | |\n| TODO: the other | 08_maps | |\n");
    assertEquals(await todosOf(root, "07_sets"), [
      "solutions/07_sets.ts:2 name your own.",
      "tests/alternatives/07_sets/short.ts:1 solve it.",
      "syllabus.ts:9 two",
      "docs/notebook.md:1 what it asks",
    ]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
