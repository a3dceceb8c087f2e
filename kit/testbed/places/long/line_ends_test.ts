/**
 * Tests a lesson, and all comparisons with stored files, in a checkout with Windows line ends (\r\n).
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { inWindowsClone, isRepository } from "../clone.ts";
import { runCommand, skippedUnless } from "../place.ts";

/** Tests that compare texts of files. */
const TESTS = [
  "docs/guides_test.ts",
  "docs/notebook_test.ts",
  "kit/teach/verify/picture_problems_test.ts",
  "kit/teach/stubs/",
];

Deno.test({
  name: "with \\r\\n at the end of each line, verify finds no problem, and comparisons give the same result",
  ...skippedUnless(isRepository, "a clone with other line ends: this is not a Git repository"),
  fn: () =>
    inWindowsClone("* text=auto eol=crlf", async (folder) => {
      assert((await Deno.readTextFile(join(folder, "docs/pictures/04_gradient_descent.svg"))).includes("\r\n"));
      for (
        const words of [["task", "stubs"], ["task", "stubs", "--check"], ["task", "verify", "4"], [
          "test",
          "-A",
          "--no-check",
          ...TESTS,
        ]]
      ) {
        const { code, stdout, stderr } = await runCommand([Deno.execPath(), ...words], folder);
        assertEquals(code, 0, stdout + stderr);
      }
    }),
});
