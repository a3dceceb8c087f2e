/**
 * Grades a hundred wrong answers that are mutants of this course, and compares what the class got wrong with what the
 * command says about it.
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { applyMutant } from "../../kit/base/mutants.ts";
import { root } from "../../kit/base/root.ts";
import { gradeClass } from "../../kit/grade/grade_class.ts";
import { Journal } from "../../kit/grade/journal/journal.ts";
import { readClassResults } from "../../kit/grade/reports/class_results.ts";
import { insightsOf } from "../../kit/grade/reports/insights/insights.ts";
import { readStore, storeOf } from "../../kit/judge/diagnosis/store.ts";
import { jobFor, THIS_COURSE } from "../../kit/judge/run/job.ts";
import { RandomState } from "../../kit/learn/data/random_state.ts";
import { mutantTable } from "../../kit/teach/verify/answer_files.ts";
import { writeClass } from "../../kit/testbed/classes/write_class.ts";
import { syllabus } from "../../syllabus.ts";

/** How many wrong answers are drawn, and from how many mutants of each lesson: so several students make the same mistake. */
const ANSWERS = 100;
const MUTANTS_OF_LESSON = 3;

/** A wrong answer that is not a mutant, and how many students give it. */
const [LESSON, REPLACE, BY] = ["04_gradient_descent", "x -= learningRate", "x -= 0.3 * learningRate"];
const OTHERS = 2;

/** What a lesson's drawn mutants must be called, with their numbers, and how many of them have no name. */
interface Truth {
  named: Record<string, number>;
  silent: number;
}

/** Draws the class: each student hands in one lesson. */
async function draw(): Promise<{ students: Record<string, Record<string, string>>; truths: Map<string, Truth> }> {
  const random = new RandomState(42);
  const students: Record<string, Record<string, string>> = {};
  const truths = new Map<string, Truth>();
  for (let i = 0; i < ANSWERS; i++) {
    const lesson = syllabus[i % syllabus.length];
    const { id } = lesson;
    const { table } = await mutantTable(id);
    const order = new RandomState(i % syllabus.length).permutation(table.length); // the same for everyone
    const mutant = table[order[Math.floor(random.uniform(0, MUTANTS_OF_LESSON))]];
    students[`student${i}`] = { [id]: `${applyMutant(await solutionOf(id), mutant, id)}\n// student ${i}\n` };
    const { entries } = readStore(await Deno.readTextFile(storeOf(jobFor(lesson).tests)));
    const name = entries.find(({ names }) => names.includes(mutant.name))?.names.join(" or ");
    const truth = truths.get(id) ?? { named: {}, silent: 0 };
    if (name === undefined) truth.silent++;
    else truth.named[name] = (truth.named[name] ?? 0) + 1;
    truths.set(id, truth);
  }
  const other = (await solutionOf(LESSON)).replace(REPLACE, BY);
  for (let i = 0; i < OTHERS; i++) students[`other${i}`] = { [LESSON]: `${other}\n// other ${i}\n` };
  return { students, truths };
}

async function solutionOf(id: string): Promise<string> {
  return await Deno.readTextFile(join(root, "solutions", `${id}.ts`));
}

Deno.test("of a hundred mutants, the insights name each with its true count, and show another answer as a group", async () => {
  const folder = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    const { students, truths } = await draw();
    const out = join(folder, "grades");
    await gradeClass({
      submissions: [await writeClass(folder, "folders", students)],
      lessons: syllabus,
      course: { ...THIS_COURSE, syllabus },
      out,
      jobs: navigator.hardwareConcurrency,
      seed: 42,
      device: "auto",
      rules: null,
      isReleased: false,
      isAnonymous: false,
      requiredWalls: 1,
      isAgain: false,
      pictures: false,
      formats: [],
      insights: true,
    });
    using journal = await Journal.open(out);
    for (const { id, mistakes, wrong } of insightsOf(await readClassResults(journal.read()))) {
      const { named, silent } = truths.get(id)!;
      const found = Object.fromEntries(mistakes.map(({ name, count }) => [name, count]));
      // a mutant without a name can look like others in some of its checks
      for (const [name, count] of Object.entries(silent > 0 ? named : { ...found, ...named })) {
        assertEquals(found[name], named[name] === undefined ? 0 : count, `${id}: ${name}`);
      }
      const others = wrong.reduce((sum, { by }) => sum + by.length, 0);
      assertEquals(others, silent + (id === LESSON ? OTHERS : 0), id);
      if (id === LESSON) assertEquals(wrong.map(({ by }) => by.length), [OTHERS]);
    }
    const candidates = await Deno.readTextFile(join(out, "insights", `${LESSON}.ts`));
    assertEquals(candidates.match(/by: /g)!.length, 1);
    assertStringIncludes(candidates, BY);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
