import { assert, assertEquals, assertRejects } from "@std/assert";
import { dirname, join } from "node:path";
import { root } from "../base/root.ts";
import { UsageError } from "../base/usage_error.ts";
import { availableWalls } from "../judge/sandbox/walls/start_program.ts";
import { gradeSmallClass, type SmallOptions } from "../testbed/classes/grade_small_class.ts";
import { reportsWithoutTimes } from "../testbed/classes/without_times.ts";
import { writeClass, type WrittenLayout } from "../testbed/classes/write_class.ts";
import { smallLesson, smallSolution } from "../testbed/small_course.ts";
import type { GradeRecord, StudentRecord } from "./grade_record.ts";
import type { Entry, VerdictEntry } from "./journal/entry.ts";
import { inFolder } from "../testbed/in_folder.ts";

const SEARCH = "03_exhaustive_search";
const DESCENT = "04_gradient_descent";
const [search, descent] = [smallSolution("03"), smallSolution("04")];
const uphill = descent.replace("x -= learningRate", "x += learningRate");

/** A class with right, wrong and missing lessons. */
const CLASS = {
  ada: { [SEARCH]: search, [DESCENT]: descent },
  bob: { [SEARCH]: search, [DESCENT]: uphill },
  eve: { [DESCENT]: "export function (" },
};

/** Writes `students`, grades them, and returns the records. */
async function grade(
  folder: string,
  students: Record<string, Record<string, string>>,
  options: SmallOptions & { written?: WrittenLayout } = {},
): Promise<GradeRecord[]> {
  const { written = "folders", ...others } = options;
  await Deno.remove(join(folder, "export"), { recursive: true }).catch(() => {});
  const records: GradeRecord[] = [];
  const submissions = await writeClass(folder, written, students);
  await gradeSmallClass(submissions, join(folder, "grades"), { ...others, onRecord: (each) => records.push(each) });
  return records;
}

const studentsIn = (records: readonly GradeRecord[]): StudentRecord[] =>
  records.filter((record) => record.type === "student").sort((a, b) => a.student < b.student ? -1 : 1);

/** The lines of the journal of a type. */
async function entries(folder: string, type: Entry["type"]): Promise<Entry[]> {
  const lines = (await Deno.readTextFile(join(folder, "grades", "journal.jsonl"))).trim().split("\n");
  return lines.map((line) => JSON.parse(line)).filter((entry) => entry.type === type);
}

Deno.test("gradeClass() gives each student the points of the lessons, whatever the layout is", () =>
  inFolder(async (folder) => {
    for (const written of ["folders", "zips", "nbgrader.tar.gz"] as const) {
      const records = await grade(join(folder, written), CLASS, { written });
      const students = studentsIn(records).map(({ student, points, maxPoints, statuses }) => [
        ...[student, `${points}/${maxPoints}`, statuses[SEARCH], statuses[DESCENT]],
      ]);
      assertEquals(students, [
        ["ada", "11/11", "pass", "pass"],
        ["bob", "4/11", "pass", "fail"],
        ["eve", "0/11", "missing", "load"],
      ]);
    }
  }));

Deno.test("gradeClass() judges files with the same bytes once, and gives everybody the result", () =>
  inFolder(async (folder) => {
    const records = await grade(folder, { ada: CLASS.ada, bob: CLASS.ada, eve: { [DESCENT]: `${descent}\n` } });
    assertEquals((await entries(folder, "verdict")).length, 3);
    assertEquals(studentsIn(records).map(({ points }) => points), [11, 11, 8]);
  }));

Deno.test("gradeClass() names students who handed in nothing, and lessons that nobody handed in", () =>
  inFolder(async (folder) => {
    const records = await grade(folder, { ada: { [`${SEARCH}_old`]: search }, bob: { [DESCENT]: descent } });
    const students = studentsIn(records).map(({ student, points, refused }) => [student, points, refused]);
    assertEquals(students, [["ada", 0, 1], ["bob", 8, 0]]);
    const notes = records.flatMap((record) => record.type === "note" ? record.message : []);
    const sentence =
      "Nobody handed in lesson 03, so everybody gets 0 points there: if that is not meant, use --lessons 04.";
    assertEquals(notes, [sentence]);
    const [end] = records.filter((record) => record.type === "end");
    assertEquals(end.refused, 1);
  }));

Deno.test("gradeClass() goes on where it was: only what has changed is judged again", () =>
  inFolder(async (folder) => {
    await grade(folder, CLASS);
    const before = await reportsWithoutTimes(join(folder, "grades"));
    assertEquals(studentsIn(await grade(folder, CLASS)), []);
    assertEquals(await reportsWithoutTimes(join(folder, "grades")), before);
    const count = (await entries(folder, "verdict")).length;
    const changed = { ...CLASS, bob: { [SEARCH]: search, [DESCENT]: `${descent}\n// at last` } };
    assertEquals(studentsIn(await grade(folder, changed)).map(({ student, points }) => [student, points]), [[
      "bob",
      11,
    ]]);
    assertEquals((await entries(folder, "verdict")).length, count + 1);
    const { eve: _, ...rest } = changed;
    const notes = (await grade(folder, rest)).flatMap((record) => record.type === "note" ? record.message : []);
    assertEquals(notes, [
      "A student of the last grading is no longer in the submissions or in the reports (eve): if that is not meant, " +
      "name all submissions of the class.",
    ]);
    assertEquals((await entries(folder, "gone")).length, 1);
    const { students } = JSON.parse(await Deno.readTextFile(join(folder, "grades", "grades.json")));
    assertEquals(students.map(({ student }: { student: string }) => student), ["ada", "bob"]);
  }));

Deno.test("gradeClass() says that the course or the seed has changed, and judges anew with --again", () =>
  inFolder(async (folder) => {
    await grade(folder, { ada: CLASS.ada });
    const { message } = await assertRejects(() => grade(folder, { ada: CLASS.ada }, { seed: 7 }), UsageError);
    assertEquals(
      message,
      "The class was judged with seed 42: use that seed, or type the command with --again to judge everything once more.",
    );
    await grade(folder, { ada: CLASS.ada }, { seed: 7, isAgain: true });
    assertEquals((await entries(folder, "verdict")).length, 4);
    const path = join(folder, "grades", "journal.jsonl");
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replaceAll(/"fingerprint":"\w+"/g, '"fingerprint":"0"'));
    const changed = await assertRejects(() => grade(folder, { ada: CLASS.ada }, { seed: 7 }), UsageError);
    assert(changed.message.startsWith("The course has changed since lessons 03, 04 were judged: "), changed.message);
    await grade(folder, { ada: CLASS.ada }, { seed: 7, isAgain: true });
    assertEquals((await entries(folder, "verdict")).length, 6);
  }));

Deno.test("gradeClass() notices that the course has changed, even if the lesson was left out in between", () =>
  inFolder(async (folder) => {
    const [SEARCH_ONLY, DESCENT_ONLY] = [{ lessons: [smallLesson("03")] }, { lessons: [smallLesson("04")] }];
    await grade(folder, { ada: CLASS.ada }, SEARCH_ONLY);
    await grade(folder, { ada: CLASS.ada }, DESCENT_ONLY);
    const path = join(folder, "grades", "journal.jsonl");
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace(/"fingerprint":"\w+"/, '"fingerprint":"0"')); // that of lesson 03
    const { message } = await assertRejects(() => grade(folder, { ada: CLASS.ada }, SEARCH_ONLY), UsageError);
    assert(message.startsWith("The course has changed since lesson 03 was judged: "), message);
    assertEquals(studentsIn(await grade(folder, { ada: CLASS.ada }, DESCENT_ONLY)), []);
  }));

Deno.test("gradeClass() does not believe verdicts if the journal no longer says how they were made", () =>
  inFolder(async (folder) => {
    await grade(folder, { ada: CLASS.ada });
    const path = join(folder, "grades", "journal.jsonl");
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.slice(text.indexOf("\n") + 1));
    await assertRejects(
      () => grade(folder, { ada: CLASS.ada }),
      UsageError,
      "does not say how its verdicts were made: type the command with --again to judge everything once more.",
    );
  }));

Deno.test({
  name: "gradeClass() judges files again that were judged with fewer walls than are required",
  ignore: availableWalls() < 2,
  fn: () =>
    inFolder(async (folder) => {
      await grade(folder, { ada: CLASS.ada });
      const path = join(folder, "grades", "journal.jsonl");
      const text = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, text.replace('"walls":2', '"walls":1'));
      assertEquals(studentsIn(await grade(folder, { ada: CLASS.ada })), []);
      await grade(folder, { ada: CLASS.ada }, { requiredWalls: 2 });
      assertEquals((await entries(folder, "verdict")).length, 3);
    }),
});

Deno.test("gradeClass() refuses a folder with the results of another class, and changes nothing there", () =>
  inFolder(async (folder) => {
    await grade(folder, { ada: CLASS.ada, eve: CLASS.eve });
    const submitted = () => [...Deno.readDirSync(join(folder, "grades", "submitted"))].length;
    const [before, count] = [await Deno.readTextFile(join(folder, "grades", "journal.jsonl")), submitted()];
    await assertRejects(
      () => grade(folder, { bob: CLASS.bob, zoe: CLASS.ada }),
      UsageError,
      "has the results of another class: use another folder with --out.",
    );
    assertEquals(await Deno.readTextFile(join(folder, "grades", "journal.jsonl")), before);
    assertEquals(submitted(), count);
  }));

Deno.test("gradeClass() refuses a class's folder inside the submissions, and writes nothing there", () =>
  inFolder(async (folder) => {
    const submissions = await writeClass(folder, "folders", { ada: CLASS.ada });
    await Deno.symlink(submissions, join(folder, "link"));
    for (const out of [submissions, join(submissions, "a", "grades"), join(folder, "link", "grades")]) {
      await assertRejects(
        () => gradeSmallClass(submissions, out),
        UsageError,
        `The folder ${out} is in the submissions`,
      );
    }
    assertEquals([...Deno.readDirSync(submissions)].map(({ name }) => name), ["ada"]);
    await assertRejects(
      () => gradeSmallClass(submissions, `${submissions}-grades`, { layout: "no" }),
      UsageError,
      "no",
    );
  }));

Deno.test("gradeClass() refuses a class's folder as submissions", () =>
  inFolder(async (folder) => {
    await grade(folder, { ada: CLASS.ada });
    for (const path of [join(folder, "grades"), join(folder, "grades", "submitted")]) {
      await assertRejects(
        () => gradeSmallClass(path, join(folder, "other")),
        UsageError,
        "was written by an earlier grading of a class",
      );
    }
  }));

Deno.test("gradeClass() judges what was handed in, even if the file in the class's folder was edited", () =>
  inFolder(async (folder) => {
    await grade(folder, { ada: { [DESCENT]: uphill } });
    const [{ sha256 }] = (await entries(folder, "verdict")) as VerdictEntry[];
    const path = join(folder, "grades", "submitted", sha256, `${DESCENT}.ts`);
    await Deno.writeTextFile(path, descent); // as many bytes
    await grade(folder, { ada: { [DESCENT]: uphill } }, { isAgain: true });
    assertEquals(await Deno.readTextFile(path), uphill);
  }));

Deno.test("gradeClass() draws the picture of each different file once, after all points are known", () =>
  inFolder(async (folder) => {
    await grade(folder, { ada: CLASS.ada, bob: CLASS.ada, eve: CLASS.eve }, { pictures: true });
    const types = (await Deno.readTextFile(join(folder, "grades", "journal.jsonl"))).trim().split("\n")
      .map((line) => JSON.parse(line).type).filter((type) => type === "verdict" || type === "picture");
    assertEquals(types, ["verdict", "verdict", "verdict", "picture", "picture"]);
    const pictures = (await Array.fromAsync(Deno.readDir(join(folder, "grades", "pictures")))).map(({ name }) => name);
    assertEquals(pictures.filter((name) => name.endsWith(".svg")).length, 2);
  }));

/** Where a lesson is, in all the words that it can learn. */
const PLACE = `[import.meta.url, import.meta.dirname, import.meta.filename, new URL("..", import.meta.url).pathname,
  new URL("../../..", import.meta.url), Deno.mainModule, Deno.execPath(), new Error().stack].join("\\n")`;

/** A class whose lessons tell where they are. */
const TELLING = {
  ada: { [DESCENT]: `console.log(${PLACE});\n${descent}` }, // prints while it is loaded
  bob: { [DESCENT]: descent.replace("let x =", `console.log(${PLACE});\nlet x =`) },
  cid: { [DESCENT]: descent.replace("let x =", `if (start > 1) throw new Error(${PLACE});\nlet x =`) },
  dan: { [DESCENT]: `import "../../nothing.ts";\n${descent}` },
  eve: { [DESCENT]: `throw new Error(${PLACE});\n${descent}` },
  fox: { [DESCENT]: descent.replace("let x =", `return todo(${PLACE});\nlet x =`) },
  gil: { [DESCENT]: descent.replace("return { x, losses }", "return { x: import.meta.dirname as never, losses }") },
  ida: { [DESCENT]: descent.replace('title: "', 'title: import.meta.dirname + import.meta.url + "') },
};

Deno.test("gradeClass() names no folder of the grader in any report, wherever the class's folder is", async () => {
  await Deno.mkdir(join(root, ".cache"), { recursive: true });
  const [inside, outside] = [await Deno.makeTempDir({ dir: join(root, ".cache") }), await Deno.makeTempDir()];
  try {
    const folders = [inside, outside];
    await Promise.all(folders.map((folder) => grade(folder, TELLING, { pictures: true })));
    for (const folder of folders) {
      const reports = Object.entries(await reportsWithoutTimes(join(folder, "grades")));
      const verdicts = JSON.stringify(await entries(folder, "verdict"));
      for (const status of ["load", "error", "todo", "fail"]) {
        assert(verdicts.includes(`:"${status}"`), status);
      }
      const secrets = [folder, root, dirname(Deno.execPath()), "submitted/", "file:///"];
      for (const [path, text] of [...reports, ["journal.jsonl", verdicts]]) {
        const all = text + [...text.matchAll(/;base64,([\w+/=]+)/g)].map(([, code]) => atob(code)).join("");
        assertEquals(secrets.filter((secret) => all.includes(secret)), [], path);
      }
    }
  } finally {
    for (const folder of [inside, outside]) await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("gradeClass() counts the best submission of two downloads, and shows the same points as the reports", () =>
  inFolder(async (folder) => {
    const rules = { counts: "best" as const, lessons: { [DESCENT]: { worth: 80 } }, dropLowest: 1 };
    await grade(folder, { ada: CLASS.ada }, { rules });
    const records = await grade(folder, { ada: CLASS.bob }, { rules });
    const [ada] = studentsIn(records);
    const { students } = JSON.parse(await Deno.readTextFile(join(folder, "grades/grades.json")));
    assertEquals([ada.points, ada.maxPoints], [3, 3]); // of two equal shares, the lesson that is worth more is dropped
    assertEquals(students[0].lessons.map(({ points }: { points: number }) => points), [3, 80]);
    assertEquals([students[0].points, students[0].maxPoints], [3, 3]);
  }));
