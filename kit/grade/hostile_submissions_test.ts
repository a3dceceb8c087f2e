/**
 * Grades hostile lessons as submissions among right ones. By default, only some of them, and none that uses up all of its
 * time, because hostile_test.ts and hostile_realm_test.ts judge each of them; `DOWNHILL_HOSTILE=all` takes all.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { writeClass } from "../testbed/classes/write_class.ts";
import { startGrading } from "../testbed/classes/start_grading.ts";
import { looking } from "../testbed/hostile/looking.ts";
import { hostileLessons, isCostly, moreHostileLessons } from "../testbed/hostile/lessons.ts";
import { processesLeft } from "../testbed/hostile/processes.ts";
import { realmLessons } from "../testbed/hostile/realm.ts";
import { smallFolder, smallLesson, smallSolution } from "../testbed/small_course.ts";
import type { Entry, VerdictEntry } from "./journal/entry.ts";
import type { GradeRecord } from "./grade_record.ts";

/** A text that no report may contain. Each place for it has its own number. */
const CANARY = `canary-${crypto.randomUUID()}-`;

const NUMBERS = ["03", "04", "20"] as const;
const [SEARCH, DESCENT] = NUMBERS.map((number) => smallLesson(number).id);

/** What is in a class's folder at the end. */
const WRITTEN = [
  ...[".lock", "feedback", "grades.csv", "grades.json", "index.html", "journal.jsonl", "junit", "pictures"],
  "submitted",
];

const isAll = Deno.env.get("DOWNHILL_HOSTILE") === "all";

/** The number of right submissions among the hostile ones. */
const RIGHT = isAll ? 5 : 2;

/** A lesson that is handed in, and the points that it may get. */
interface Attack {
  lesson: string;
  text: string;
  /** The checks that are judged; all if it is undefined. */
  only?: readonly string[];
  points: number;
  name: string;
}

const attacks: Attack[] = [
  ...[...hostileLessons, ...moreHostileLessons].filter((lesson, i) => isAll || !isCostly(lesson) && i % 4 === 0)
    .map(({ name, text, points = 0 }) => ({ name, text, points, lesson: DESCENT })),
  ...realmLessons.filter((_, i) => isAll || i % 6 === 0)
    .map(({ name, text, points = 0, only, lesson = "04" }) => ({
      ...{ name, text, points, only },
      lesson: smallLesson(lesson).id,
    })),
];

Deno.test("hostile lessons in a class gain no points, learn no secrets, leave nothing, and harm nobody", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [out, temporary, secret] = ["grades", "temporary", "secret.txt"].map((name) => join(folder, name));
    await Deno.mkdir(temporary);
    await Deno.writeTextFile(secret, `${CANARY}0`);
    const solution = join(smallFolder, "solutions", `${SEARCH}.ts`);
    const right = rightLessons();
    const neighbour = join(folder, "export", "right0", "lessons", `${DESCENT}.ts`);
    const places = [
      secret,
      solution,
      neighbour,
      join(out, "journal.jsonl"),
      join(out, "submitted"),
      "/proc/self/environ",
    ];
    const students = Object.fromEntries([
      ...right.map((lessons, i) => [`right${i}`, lessons]),
      ...attacks.map(({ lesson, text }, i) => [`hostile${i}`, { [lesson]: text }]),
      ["looking", { [DESCENT]: looking(places) }],
    ]);
    const submissions = await writeClass(folder, "folders", students);
    await Deno.writeTextFile(join(submissions, "right1", "lessons", `${CANARY}2.txt`), ""); // appears in the journal
    const before = await filesIn(submissions);
    await using grader = startGrading([submissions, out, "all"], { TMPDIR: temporary, DOWNHILL_CANARY: `${CANARY}3` });
    const { code, stderr, stdout } = await grader.end();
    assertEquals([code, stderr], [0, ""]);

    const records: GradeRecord[] = stdout.trim().split("\n").map((line) => JSON.parse(line));
    const points = new Map(records.flatMap((each) => each.type === "student" ? [[each.student, each]] : []));
    for (const [i] of right.entries()) {
      const { points: reached, maxPoints } = points.get(`right${i}`)!;
      assertEquals(reached, maxPoints, `right${i}`);
    }
    const verdicts = await verdictsIn(out);
    for (const { name, text, only, points } of attacks) {
      const { checks } = verdicts.get(text)!;
      const sum = checks.filter(({ id }) => only?.includes(id) ?? true).reduce((sum, { points }) => sum + points, 0);
      assertEquals(sum, points, `a lesson that ${name}`);
    }

    const seen = ["feedback/looking.html", "junit/looking.xml"].map((path) => Deno.readTextFileSync(join(out, path)));
    for (const text of [...seen, JSON.stringify(verdicts.get(students.looking[DESCENT]))]) {
      assert(!text.includes(CANARY), text);
    }
    for (const line of (await Deno.readTextFile(solution)).split("\n").filter((line) => line.trim().length >= 20)) {
      assert(!seen.join().includes(line.trim()), line);
    }
    for (const path of (await filesIn(out)).filter((path) => !path.startsWith("submitted/"))) {
      const text = await Deno.readTextFile(join(out, path));
      for (const number of [0, 1, 3]) assert(!text.includes(`${CANARY}${number}`), `${path} has canary ${number}`);
    }

    assertEquals(await processesLeft(folder), []);
    assertEquals([...Deno.readDirSync(temporary)], []);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [
      ...["export", "grades", "secret.txt", "temporary"],
    ]);
    assertEquals([...Deno.readDirSync(out)].map(({ name }) => name).sort(), WRITTEN);
    assertEquals(await filesIn(submissions), before);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/** The lessons of the right students; no two have the same bytes. */
function rightLessons(): Record<string, string>[] {
  return Array.from({ length: RIGHT }, (_, i) =>
    Object.fromEntries(
      NUMBERS.map((number) => [smallLesson(number).id, `${smallSolution(number)}\n// ${i} ${CANARY}1\n`]),
    ));
}

/** The verdicts in the journal, by the text of the file. */
async function verdictsIn(out: string): Promise<Map<string, VerdictEntry>> {
  const lines = (await Deno.readTextFile(join(out, "journal.jsonl"))).trim().split("\n");
  const entries = lines.map((line) => JSON.parse(line) as Entry).filter((entry) => entry.type === "verdict");
  return new Map(entries.map((entry) => {
    const path = join(out, "submitted", entry.sha256, `${entry.lesson}.ts`);
    return [Deno.readTextFileSync(path), entry];
  }));
}

/** The paths of all files in a folder, relative to it. */
async function filesIn(folder: string, inside = ""): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(folder, inside))) {
    const path = inside + name;
    paths.push(...isDirectory ? await filesIn(folder, `${path}/`) : [path]);
  }
  return paths.sort();
}
