/**
 * That all solutions pass on a machine that is busy.
 * @module
 */
import { assertEquals } from "@std/assert";
import { run } from "../../run/run.ts";
import { syllabus } from "../../../../syllabus.ts";
import { spinning } from "../../../testbed/hostile/spinning.ts";

for (const { id } of syllabus) {
  Deno.test({
    name: `the solution of ${id} passes beside processes that never stop`,
    ignore: Deno.build.os !== "linux", // elsewhere nobody knows how long it waited for a core
    fn: async () => {
      await using _busy = spinning();
      const failed: string[] = [];
      for await (const record of run(id, { target: "solutions", picture: false })) {
        if (record.type !== "check" || record.status === "pass" || record.status === "skipped") continue;
        failed.push(`${record.id} ${record.status}: ${record.message}`);
      }
      assertEquals(failed, []);
    },
  });
}
