/**
 * Tests what Deno prints if it is too old.
 * @module
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { courseCopy } from "../course_copy.ts";
import { denoOf } from "./deno_of.ts";
import { LESSON, runCommand, skippedUnless } from "./place.ts";

/** Registers the test of one version. */
export async function testOldDeno(version: string): Promise<void> {
  const deno = await denoOf(version);
  Deno.test({
    name: `Deno ${version} says in a task, a test, a lesson and a script which version is needed`,
    ...skippedUnless(deno !== null, `Deno ${version}, because npx did not fetch it`),
    fn: async () => {
      await using course = await courseCopy(LESSON);
      const script = 'import { lessons } from "downhill/course";\nconsole.log(lessons.length);\n';
      await course.write("script.ts", script);
      const empty = course.path("empty"); // a task prints it before the first package is downloaded
      const commands = [
        ["task", "--quiet", "lesson"],
        ["run", "-P", `lessons/${LESSON}.ts`],
        ["run", "-A", "script.ts"],
        ["test", "-P", `tests/${LESSON}_test.ts`],
      ];
      for (const words of commands) {
        // an old Deno uses its own certificates, not those of this machine
        const { code, stderr, stdout } = await runCommand([...deno!, ...words], course.folder, {
          DENO_TLS_CA_STORE: "system,mozilla",
          ...words[0] === "task" ? { DENO_DIR: empty } : {},
        });
        const lines = `${stdout}\n${stderr}`.split("\n").filter((line) =>
          line.startsWith("Downhill needs Deno 2.8 or")
        );
        assertEquals([code, lines.length], [2, 1], `${words}: ${stdout}${stderr}`);
        assertStringIncludes(lines[0], `and this is ${version}.`);
        assert(!stderr.includes("SyntaxError"), stderr);
        if (words[0] === "task") assertEquals(stderr, `${lines[0]}\n`, words.join(" "));
      }
    },
  });
}
