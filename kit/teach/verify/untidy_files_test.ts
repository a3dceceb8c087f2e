import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { untidyFiles } from "./untidy_files.ts";

Deno.test("untidyFiles() names files that are not formatted, and a missing row", async () => {
  const root = join(await Deno.realPath(await Deno.makeTempDir()), "/");
  const write = async (path: string, text: string) => {
    await Deno.mkdir(join(root, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(root, path), text);
  };
  try {
    await write("deno.json", "{}");
    await write("solutions/07_sets.ts", "export const a = 1;\n");
    await write("tests/07_sets_test.ts", "export  const a = 1;\n");
    assertEquals(await untidyFiles(root, "07_sets"), ["tests/07_sets_test.ts is not formatted: run deno fmt."]);
    await write("solutions/07_sets.ts", "export const a = 1;\r\n"); // as Git writes it on Windows
    await write("tests/07_sets_test.ts", "export  const a = 1;\r\n");
    assertEquals(await untidyFiles(root, "07_sets"), ["tests/07_sets_test.ts is not formatted: run deno fmt."]);
    await write("tests/07_sets_test.ts", "export const a = 1;\n");
    await write("docs/notebook.md", "| asked | 06_lists | checks |\n");
    assertEquals(await untidyFiles(root, "07_sets"), [
      "docs/notebook.md has no row for 07_sets: add one that says what it teaches and which checks test it.",
    ]);
    await write("docs/notebook.md", "| asked | 07_sets  | checks |\n");
    assertEquals(await untidyFiles(root, "07_sets"), []);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
