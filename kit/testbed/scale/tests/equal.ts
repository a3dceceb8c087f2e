import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { ClassOnMachines } from "../../../grade/queue/class_on_machines.ts";
import { filesJudgedOnce } from "../../classes/grade_with_kills.ts";
import { gradeSmallClass } from "../../classes/grade_small_class.ts";
import { reportsWithoutTimes } from "../../classes/without_times.ts";
import { writeClass } from "../../classes/write_class.ts";
import { smallLesson, smallSolution } from "../../small_course.ts";
import { type Cluster, COURSE_HASH } from "../cluster.ts";
import { startEqual } from "../start_equal.ts";

/** Lesson 04 as students hand it in. Files with the same bytes are judged once. */
const KINDS: readonly ((solution: string, i: number) => string)[] = [
  (solution, i) => `${solution}\n// ${i}`,
  (solution, i) => `${solution.replace("x -= learningRate", "x += learningRate")}\n// ${i}`,
  (solution, i) => `${solution.replace("x -= learningRate", "x -= 2 * learningRate")}\n// ${i}`,
  (solution, i) => `console.log("seen \\u0000 ${i}");\n${solution}`,
  (_, i) => `export function ( // ${i}`,
  (_, i) => `throw new Error("not ready: ${i}");`,
  (solution, i) => `${solution.replace("return {", `return ${i} as any as {`)}`,
  (_, i) => "\n".repeat(i % 5),
];

/** Grades a class here, and the same class on two workers, of which some are killed: the reports have the same bytes. */
export async function equal(cluster: Cluster, isSample: boolean): Promise<string> {
  const [students, kills] = isSample ? [12, 1] : [200, 4];
  const id = smallLesson("04").id;
  const folder = join(cluster.postgres.temporary, "equal");
  const submissions = await writeClass(
    folder,
    "zips",
    Object.fromEntries(
      Array.from(
        { length: students },
        (_, i) => [`student${String(i).padStart(3, "0")}`, { [id]: KINDS[i % KINDS.length](smallSolution("04"), i) }],
      ),
    ),
  );
  const here = join(folder, "here");
  const options = { lessons: [smallLesson("04")], jobs: 2 };
  await gradeSmallClass(submissions, here, options);
  const files = (await filesJudgedOnce(here)).length;

  const out = join(folder, "there");
  const workers = [0, 1].map(() => cluster.worker({ slots: 1, judge: "small" }));
  await using first = startEqual(cluster, submissions, out);
  for (let kill = 0; kill < kills; kill++) {
    await cluster.judged(Math.floor(files * (kill + 1) / (kills + 2)));
    const i = kill % workers.length;
    workers[i].kill("SIGKILL");
    workers[i] = cluster.worker({ slots: 1, judge: "small" });
  }
  first.kill("SIGKILL"); // the grader is killed as well, and goes on
  const { code } = await first.end();
  assert(code !== 0, "the grader was done before it was killed");
  await using submitter = await cluster.submitter();
  const machines = new ClassOnMachines({
    database: submitter,
    courseHash: COURSE_HASH,
    seed: 42,
    device: "auto",
    walls: 1,
    isAgain: false,
  });
  await gradeSmallClass(submissions, out, { ...options, machines });
  assertEquals(await filesJudgedOnce(out), await filesJudgedOnce(here));
  assertEquals(await cluster.count("select count(*) from downhill.submissions"), files);
  assertEquals(await reportsWithoutTimes(out), await reportsWithoutTimes(here));
  const again = await cluster.count("select count(*) from downhill.verdicts where attempt > 0");
  return `${students} submissions, ${files} different files, the grader killed, and workers ${kills} times: ${
    Object.keys(await reportsWithoutTimes(out)).length
  } reports with the same bytes but for times; ${again} files judged again`;
}
