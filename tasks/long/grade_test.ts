/**
 * Grades a made-up class of this course with the real command, which is killed again and again. By hand, with more
 * students than a gate has time for:
 *
 *     DOWNHILL_STUDENTS=200 deno test -A tasks/long/grade_test.ts
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { root } from "../../kit/base/root.ts";
import { filesJudgedOnce, gradeWithKills } from "../../kit/testbed/classes/grade_with_kills.ts";
import { type SyntheticClass, syntheticClass } from "../../kit/testbed/classes/synthetic_class.ts";
import { reportsWithoutTimes } from "../../kit/testbed/classes/without_times.ts";
import { writeClass, type WrittenLayout } from "../../kit/testbed/classes/write_class.ts";
import { hostileLessons } from "../../kit/testbed/hostile/lessons.ts";
import { processesLeft } from "../../kit/testbed/hostile/processes.ts";
import { startDeno, type Started, until } from "../../kit/testbed/started.ts";
import { syllabus } from "../../syllabus.ts";

/** The lessons that are graded: they need a few seconds for each student. */
const LESSONS = syllabus.slice(0, 8).map(({ id }) => id);

/** The number of students. With 10, every kind of lesson occurs, and three layouts take some minutes. */
const STUDENTS = Number(Deno.env.get("DOWNHILL_STUDENTS") ?? 10);

/** The layouts, how many times the grader is killed in each, and whether it draws pictures. */
const LAYOUTS: readonly [layout: WrittenLayout, kills: number, pictures: boolean][] = [
  ["moodle.zip", 7, false],
  ["tarballs", 6, false],
  ["canvas", 7, true],
];

/** What is printed after Ctrl-C. */
const STOPPED =
  "\nStopped. Every verdict so far is in the journal: type the same command, without --again, to go on.\n";

const made = await syntheticClass(STUDENTS, LESSONS);

/** Starts `deno task grade` in `folder`. */
function grade(folder: string, words: readonly string[], env: Record<string, string> = {}): Started {
  const args = ["run", "--quiet", "-A", "--no-check", `--config=${join(root, "deno.json")}`];
  const program = join(root, "tasks", "grade.ts");
  return startDeno(folder, [...args, program, ...words], { env: { TMPDIR: join(folder, "temporary"), ...env } });
}

/** Runs `work` with a folder, and tests that no process and no temporary file is left. */
async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const temporary = join(folder, "temporary");
  try {
    await Deno.mkdir(temporary);
    await work(folder);
    assertEquals(await processesLeft(folder), []);
    await until(() => [...Deno.readDirSync(temporary)].length === 0, "a temporary file is left");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const [layout, kills, pictures] of LAYOUTS) {
  Deno.test(`a class in ${layout} gets what it deserves from a grader that is killed ${kills} times`, () =>
    withFolder(async (folder) => {
      const submissions = await writeClass(folder, layout, made.students);
      const [out, undisturbed] = ["grades", "undisturbed"].map((name) => join(folder, name));
      const words = [submissions, "--lessons=01-08", "--json", ...pictures ? [] : ["--no-pictures"]];
      await using whole = grade(folder, [...words, "--out", undisturbed]);
      const { code, stdout, stderr } = await whole.end();
      assertEquals([code, stderr], [0, ""]);
      await requireDeserved(undisturbed);
      const records = stdout.trim().split("\n").length;
      const last = await gradeWithKills(() => grade(folder, [...words, "--out", out]), {
        out,
        kills,
        records,
        seed: 42,
      });
      assertEquals([last.code, last.stderr], [0, ""]);
      assertEquals(await filesJudgedOnce(out), await filesJudgedOnce(undisturbed));
      assertEquals(await reportsWithoutTimes(out), await reportsWithoutTimes(undisturbed));
    }));
}

/** Tests that right lessons have full points, and that no other lesson has. */
async function requireDeserved(out: string): Promise<void> {
  const { students } = JSON.parse(await Deno.readTextFile(join(out, "grades.json")));
  assertEquals(students.length, STUDENTS);
  for (const { student, name, lessons } of students) {
    const [key] = /student\d{4}/.exec(`${student} ${name}`)!;
    for (const { lesson, status, points, maxPoints } of lessons) {
      const isFull = status === "pass" && points === maxPoints;
      const kind = made.kinds[key][lesson];
      assertEquals(isFull, deservesAll(made, key, lesson), `${key} ${lesson} (${kind}): ${status}, ${points} points`);
      assert(kind !== "missing" || status === "missing" && points === 0);
    }
  }
}

/** Whether a lesson deserves full points. Some hostile lessons are right: they try to do harm in addition. */
function deservesAll({ kinds, students }: SyntheticClass, student: string, lesson: string): boolean {
  if (kinds[student][lesson] !== "hostile") return kinds[student][lesson] === "right";
  const text = students[student][lesson];
  const hostile = hostileLessons.find((hostile) => text.startsWith(hostile.text) && hostile.points === 8);
  return hostile !== undefined && lesson === LESSONS[3];
}

Deno.test("grade ends at Ctrl-C, says how to go on, and goes on", () =>
  withFolder(async (folder) => {
    const submissions = await writeClass(folder, "zips", made.students);
    const words = [submissions, "--lessons=01-08", "--json", "--no-pictures"];
    {
      await using grader = grade(folder, words);
      await grader.says('"done":3');
      grader.interrupt();
      const { code, stderr, stdout } = await grader.end();
      assertEquals([code, stderr], [130, STOPPED]);
      for (const line of stdout.trim().split("\n")) JSON.parse(line); // a record is complete
      assertEquals([...Deno.readDirSync(join(folder, "temporary"))], []);
    }
    await using grader = grade(folder, words);
    await grader.says('"type":"begin"');
    const [, judged] = /"judged":(\d+)/.exec(await grader.says('"waiting"'))!;
    assert(Number(judged) >= 3, `${judged} were judged`);
    await using second = grade(folder, words);
    const { code, stdout, stderr } = await second.end();
    const pid = `is being graded by process ${grader.pid}: wait until it ends, or use another folder with --out.\n`;
    assertEquals([code, stdout], [2, ""]);
    assertEquals(stderr, `${join(await Deno.realPath(folder), "grades")} ${pid}`);
    grader.interrupt();
    await grader.end();
  }));

Deno.test("grade refuses wrong usage in one sentence, and writes nothing", () =>
  withFolder(async (folder) => {
    const submissions = await writeClass(folder, "folders", made.students);
    await Deno.mkdir(join(folder, "empty"));
    await Deno.writeTextFile(join(folder, "file"), "");
    const wrong: [words: string[], sentence: RegExp, env?: Record<string, string>][] = [
      [[], /^Name the submissions, for example: deno task grade homework\.zip$/],
      [[submissions, "--lessons=23"], /^There is no lesson "23"/],
      [[submissions, "--lessons=8-1"], /^--lessons 8-1 names no lesson: /],
      [[submissions, "--layout=moodel"], /^There is no layout "moodel": use moodle, /],
      [[submissions, "--layout=moodle"], /^There are no submissions in the layout "moodle" in export: /],
      [[submissions, "--jobs=0"], /^--jobs is "0": give a whole number from 1 to 1000\.$/],
      [[submissions, "--out=file"], /file is not a folder: name another with --out\.$/],
      [[submissions, "--out=file/grades"], /^The folder .*grades cannot be made .*: name another with --out\.$/],
      [
        [submissions, `--out=${submissions}/grades`],
        /^The folder .* is in the submissions .*: name a folder elsewhere/,
      ],
      [[submissions, "--require-walls=3"], /^--require-walls is "3": write 1 or 2\.$/],
      [
        [submissions, "--require-walls=2"],
        /^--require-walls 2 is set, but DOWNHILL_WALLS is 1: unset it, or leave the option out\.$/,
        { DOWNHILL_WALLS: "1" },
      ],
      [[submissions, "--seed=x"], /^The seed "x" is not a whole number/],
      [[submissions, "--device=gpu"], /^There is no device "gpu": /],
      [[submissions, "--picture"], /^There is no option --picture: /],
      [["nowhere"], /^There is no folder or file nowhere: /],
      [["empty"], /^There are no submissions in empty: /],
      [["file"], /^There are no submissions in file: /],
    ];
    for (const [words, sentence, env] of wrong) {
      await using grader = grade(folder, words, env);
      const { code, stdout, stderr } = await grader.end();
      assertEquals([code, stdout, stderr.split("\n").length], [2, "", 2], `${words} ${stderr}`);
      assertMatch(stderr.trim(), sentence);
    }
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assertEquals(names, ["empty", "export", "file", "temporary"]);
  }));
