import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { gradeSmallClass } from "../testbed/classes/grade_small_class.ts";
import { filesJudgedOnce, gradeWithKills } from "../testbed/classes/grade_with_kills.ts";
import { CLASS, undisturbed, withClass } from "../testbed/classes/killed_class.ts";
import { reportsWithoutTimes } from "../testbed/classes/without_times.ts";

Deno.test("a grader that is killed at random moments goes on, and ends with the reports of an undisturbed one", () =>
  withClass("zips", CLASS, async (submissions, { folder, out, start }) => {
    const expected = await undisturbed(submissions, folder);
    const { code, stderr } = await gradeWithKills(start, { out, kills: 2, records: expected.records, seed: 42 });
    assertEquals([code, stderr], [0, ""]);
    assertEquals(await filesJudgedOnce(out), await filesJudgedOnce(expected.out));
    assertEquals(await reportsWithoutTimes(out), await reportsWithoutTimes(expected.out));
  }));

Deno.test("a grader judges the file again whose line in the journal is incomplete, and says so", () =>
  withClass("folders", { ada: CLASS.ada }, async (submissions, { folder, out }) => {
    const whole = join(folder, "undisturbed");
    await gradeSmallClass(submissions, whole);
    const lines = (await Deno.readTextFile(join(whole, "journal.jsonl"))).trim().split("\n");
    assertStringIncludes(lines.at(-1)!, '"verdict"');
    await Deno.mkdir(out);
    for (const length of [1, 100, lines.at(-1)!.length]) {
      const kept = [...lines.slice(0, -1), lines.at(-1)!.slice(0, length)].join("\n");
      await Deno.writeTextFile(join(out, "journal.jsonl"), kept);
      const notes: string[] = [];
      await gradeSmallClass(submissions, out, {
        onRecord: (record) => record.type === "note" && notes.push(record.message),
      });
      assertEquals(notes.length, 1);
      assertStringIncludes(notes[0], "was incomplete and was removed");
      assertEquals(await filesJudgedOnce(out), await filesJudgedOnce(whole));
      assertEquals(await reportsWithoutTimes(out), await reportsWithoutTimes(whole));
    }
  }));
