import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { withFolder } from "../../testbed/classes/with_folder.ts";
import { importRules } from "./import_rules.ts";

/** What importRules() returns for a file with this text. */
function imported(text: string, longestMs?: number): Promise<unknown> {
  return withFolder(
    { "grading.ts": text },
    (folder) => importRules(pathToFileURL(join(folder, "grading.ts")).href, longestMs),
  );
}

Deno.test("importRules() returns what the file exports", async () => {
  assertEquals(await imported("export const grading: object = { dropLowest: 1 };"), { dropLowest: 1 });
  assertEquals(await imported("export const other = 1;"), undefined);
  assertEquals(await imported("setInterval(() => {}, 1); export const grading = 1;"), 1);
});

Deno.test("importRules() says what the file throws, at once or later", async () => {
  await assertRejects(() => imported('throw new Error("boom");'), Error, "boom");
  await assertRejects(() => imported("throw null;"), Error, "null");
  await assertRejects(
    () => imported("export const grading = { get late() { throw new Error('bang'); } };"),
    Error,
    "bang",
  );
  await assertRejects(() => imported("export const grading = { counts: () => 1 };"), Error, "could not be cloned");
  await assertRejects(() => imported("setTimeout(() => { throw 1; }); await new Promise(() => {});", 5000), Error, "1");
});

Deno.test("importRules() does not wait for a file that never ends, and survives one that ends the program", async () => {
  for (const text of ["while (true);", "await new Promise(() => {});"]) {
    await assertRejects(
      () => imported(text, 300),
      Error,
      "it took more than 0.3 seconds: does it have an endless loop",
    );
  }
});
