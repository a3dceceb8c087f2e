/**
 * Tests that a Deno that is too old says which version is needed, in a sentence and before anything else.
 * @module
 */
import { assert } from "@std/assert";
import { join } from "node:path";
import { root } from "../../base/root.ts";

Deno.test("each deno task checks the version first", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  for (const [name, { command }] of Object.entries<{ command: string }>(tasks)) {
    assert(command.startsWith("deno run --no-config kit/base/deno_version.ts && deno "), name);
  }
});
