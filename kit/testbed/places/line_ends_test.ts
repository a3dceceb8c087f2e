/**
 * Tests that a checkout with \r\n at the end of each line is the same course.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { inWindowsClone, isRepository } from "./clone.ts";
import { runCommand, skippedUnless } from "./place.ts";

Deno.test({
  name: "a clone by Git for Windows has our line ends",
  ...skippedUnless(isRepository, "a clone by Git for Windows: this is not a Git repository"),
  fn: () =>
    inWindowsClone("", async (folder) => {
      assert(!(await Deno.readTextFile(join(folder, "mod.ts"))).includes("\r"));
      const { stdout } = await runCommand(["git", "status", "--porcelain"], folder);
      assertEquals(stdout, "");
    }),
});
