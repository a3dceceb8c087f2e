/**
 * Tests that all solutions pass on a busy machine.
 * @module
 */
import { assertEquals } from "@std/assert";
import { collect } from "../../run/collect.ts";
import { run } from "../../run/run.ts";
import { syllabus } from "../../../../syllabus.ts";
import { spinning } from "../../../testbed/hostile/spinning.ts";

for (const { id } of syllabus) {
  Deno.test({
    name: `the solution of ${id} passes on a busy machine`,
    ignore: Deno.build.os !== "linux", // on other systems, a process's waiting time is unknown
    fn: async () => {
      await using _busy = spinning();
      const { checks } = await collect(run(id, { target: "solutions", picture: false }));
      const failed = checks.filter(({ status }) => status !== "pass" && status !== "skipped");
      assertEquals(failed.map(({ id, status, message }) => `${id} ${status}: ${message}`), []);
    },
  });
}
