import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { gradeSmallClass } from "../testbed/classes/grade_small_class.ts";
import { filesJudgedOnce, gradeWithKills } from "../testbed/classes/grade_with_kills.ts";
import { startGrading } from "../testbed/classes/start_grading.ts";
import { reportsWithoutTimes } from "../testbed/classes/without_times.ts";
import { writeClass } from "../testbed/classes/write_class.ts";
import { processesLeft } from "../testbed/hostile/processes.ts";
import { smallSolution } from "../testbed/small_course.ts";
import { type Started, until } from "../testbed/started.ts";

const SEARCH = "03_exhaustive_search";
const DESCENT = "04_gradient_descent";
const [search, descent] = [smallSolution("03"), smallSolution("04")];
const uphill = descent.replace("x -= learningRate", "x += learningRate");

/** A class with right, wrong, missing and broken lessons. */
const CLASS = {
  ada: { [SEARCH]: search, [DESCENT]: descent },
  bob: { [SEARCH]: search, [DESCENT]: uphill },
  eve: { [DESCENT]: "export function (" },
  zoe: { [SEARCH]: `${search}\n// zoe`, [DESCENT]: `${descent}\n// zoe` },
};

/** Places for a class. */
interface Places {
  /** The folder with everything. */
  folder: string;
  /** The class's folder. */
  out: string;
  /** Starts a grader in a process of its own. */
  start: () => Started;
}

/** Runs `work` with submissions, and tests that no process, draft or temporary file is left. */
async function withClass(
  layout: "folders" | "zips",
  students: Record<string, Record<string, string>>,
  work: (submissions: string, places: Places) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const submissions = await writeClass(folder, layout, students);
    const [out, temporary] = [join(folder, "grades"), join(folder, "temporary")];
    await Deno.mkdir(temporary);
    const start = () => startGrading([submissions, out], { TMPDIR: temporary });
    await work(submissions, { folder, out, start });
    assertEquals(await processesLeft(folder), []);
    await until(() => [...Deno.readDirSync(temporary)].length === 0, "a temporary file is left");
    const files = await Array.fromAsync(Deno.readDir(out), ({ name }) => name);
    assertEquals(files.filter((name) => name.endsWith(".tmp")), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Grades without being killed, and returns the folder and the number of records. */
async function undisturbed(submissions: string, folder: string): Promise<{ out: string; records: number }> {
  const out = join(folder, "undisturbed");
  let records = 0;
  await gradeSmallClass(submissions, out, { pictures: true, onRecord: () => records++ });
  return { out, records };
}

Deno.test("a grader that is killed at random moments goes on, and ends with the reports of an undisturbed one", () =>
  withClass("zips", CLASS, async (submissions, { folder, out, start }) => {
    const expected = await undisturbed(submissions, folder);
    const { code, stderr } = await gradeWithKills(start, { out, kills: 2, records: expected.records, seed: 42 });
    assertEquals([code, stderr], [0, ""]);
    assertEquals(await filesJudgedOnce(out), await filesJudgedOnce(expected.out));
    assertEquals(await reportsWithoutTimes(out), await reportsWithoutTimes(expected.out));
  }));

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

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
