import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { root } from "../../../base/root.ts";

Deno.test("new --course makes a course in an empty folder: its lesson is correct, and another can be added", async () => {
  const temporary = await Deno.makeTempDir({ prefix: "downhill-" });
  const folder = join(temporary, "sorting");
  const run = async (cwd: string, ...args: string[]) => {
    const command = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", "--no-check", ...args],
      cwd,
      stdin: "null",
    });
    const { code, stdout, stderr } = await command.output();
    const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    return { code, out, error };
  };
  try {
    assertEquals((await run(root, "tasks/new.ts", "binary_search", "--course", folder)).code, 0);
    assertStringIncludes((await run(folder, "tasks/verify.ts")).out, "✓ 01_binary_search");
    assertEquals((await run(folder, "tasks/lesson.ts", "1", "--solution")).code, 0);
    assertEquals(JSON.parse((await run(folder, "tasks/new.ts", "quicksort", "--json")).out).id, "02_quicksort");

    const again = await run(root, "tasks/new.ts", "heaps", "--course", folder);
    assertEquals(again.code, 2);
    assertStringIncludes(again.error, `${folder} is not empty: name an empty folder, or a new one.`);
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
});
