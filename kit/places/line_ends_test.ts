/**
 * A checkout with \r\n at the end of each line is the same course.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { isRepository, windowsClone } from "./clone.ts";
import { run, skippedUnless } from "./place.ts";

/** Tests that compare texts of files. */
const TESTS = ["docs/guides_test.ts", "docs/notebook_test.ts", "kit/verify/picture_problems_test.ts", "kit/stubs/"];

Deno.test({
  name: "a clone by Git for Windows has our line ends",
  ...skippedUnless(isRepository, "a clone by Git for Windows, for this is no repository"),
  fn: () =>
    inClone("", async (folder) => {
      assert(!(await Deno.readTextFile(join(folder, "mod.ts"))).includes("\r"));
      const { stdout } = await run(["git", "status", "--porcelain"], folder);
      assertEquals(stdout, "");
    }),
});

Deno.test({
  name: "with \\r\\n at the end of each line, verify is content, and what is compared is the same",
  ...skippedUnless(isRepository, "a clone with other line ends, for this is no repository"),
  fn: () =>
    inClone("* text=auto eol=crlf", async (folder) => {
      assert((await Deno.readTextFile(join(folder, "docs/pictures/04_gradient_descent.svg"))).includes("\r\n"));
      for (
        const words of [["task", "stubs"], ["task", "stubs", "--check"], ["task", "verify", "4"], [
          "test",
          "-A",
          "--no-check",
          ...TESTS,
        ]]
      ) {
        const { code, stdout, stderr } = await run([Deno.execPath(), ...words], folder);
        assertEquals(code, 0, stdout + stderr);
      }
    }),
});

async function inClone(attributes: string, work: (folder: string) => Promise<void>): Promise<void> {
  const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    await windowsClone(join(scratch, "course"), attributes);
    await work(join(scratch, "course"));
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}
