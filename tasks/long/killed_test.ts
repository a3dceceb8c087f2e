import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { filesJudgedOnce } from "../../kit/testbed/classes/grade_with_kills.ts";
import { CLASS, undisturbed, withClass } from "../../kit/testbed/classes/killed_class.ts";
import { reportsWithoutTimes } from "../../kit/testbed/classes/without_times.ts";
import { until } from "../../kit/testbed/started.ts";

Deno.test("a grader that is killed while the pictures are drawn draws the others", () =>
  withClass("folders", { ada: CLASS.ada, bob: CLASS.bob }, async (submissions, { folder, out, start }) => {
    {
      await using grader = start();
      await grader.says('"what":"pictures"', '"done":1');
      grader.kill("SIGKILL");
    }
    const expected = await undisturbed(submissions, folder);
    await using grader = start();
    const { code, stdout } = await grader.end();
    assertEquals(code, 0);
    assert(!stdout.includes('"what":"files"'), "a file was judged again");
    assertEquals(await filesJudgedOnce(out), await filesJudgedOnce(expected.out));
    assertEquals(await reportsWithoutTimes(out), await reportsWithoutTimes(expected.out));
  }));

Deno.test("a grader that is killed while the reports are written writes all of them again, and removes its drafts", () => {
  const students = Array.from({ length: 60 }, (_, i) => [`student${i}`, CLASS.ada]);
  return withClass("folders", Object.fromEntries(students), async (submissions, { folder, out, start }) => {
    {
      await using grader = start();
      await until(() => isThere(join(out, "junit")), "no report is written");
      grader.kill("SIGKILL");
    }
    assert(!isThere(join(out, "index.html")), "all reports were written before the kill");
    const draft = join(out, "feedback", ".ada.html-0b7ac2e1-93f4-4d5c-8a6b-1f2e3d4c5b6a.tmp");
    await Deno.mkdir(join(out, "feedback"), { recursive: true });
    await Deno.writeTextFile(draft, "<!doctype"); // a kill leaves one only by chance
    await using grader = start();
    assertEquals((await grader.end()).code, 0);
    assert(!isThere(draft));
    const expected = await undisturbed(submissions, folder);
    assertEquals(await reportsWithoutTimes(out), await reportsWithoutTimes(expected.out));
  });
});

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
