/**
 * Tests that the course comes without lessons, because these belong to the learner.
 * @module
 */
import { assertEquals } from "@std/assert";
import { root } from "../../base/root.ts";
import { isRepository } from "./clone.ts";
import { runCommand, skippedUnless } from "./place.ts";

Deno.test({
  name: "the repository contains no lessons, so neither a pull nor an archive changes a learner's files",
  ...skippedUnless(isRepository, "what a pull would change: this is not a Git repository"),
  fn: async () => {
    const tracked = await runCommand(["git", "ls-tree", "-r", "--name-only", "HEAD", "lessons/"], root);
    assertEquals(tracked.stdout, "lessons/README.md\n"); // the README says what the folder is for
    const attribute = await runCommand(["git", "check-attr", "export-ignore", "lessons"], root);
    assertEquals(attribute.stdout, "lessons: export-ignore: set\n");
  },
});
