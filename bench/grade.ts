/**
 * Measures how much it costs to grade a class: the CPU time of a right submission, graded by `deno task grade` without
 * pictures. Beside it, in the same run: the same lessons run alone, one after the other, by `run()`; and the same
 * folders graded one after the other by Deno's own runner (`LESSONS=FOLDER deno test -P`).
 *
 *     deno run -A bench/grade.ts [--submissions N] [--rounds N] [--class N] [--json]
 *
 * With `--class 500`, it also grades a class of 500 right submissions of the first eight lessons, and shows the time and
 * the memory of the grader's own process; with `--submissions 0`, it measures nothing else. How CPU times are measured
 * is explained in cpu_time.ts; the first line says which way was used.
 * @module
 */
import { join } from "node:path";
import { readArguments } from "../kit/base/arguments.ts";
import { root } from "../kit/base/root.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { run } from "../kit/judge/run/run.ts";
import { writeClass } from "../kit/testbed/classes/write_class.ts";
import { syllabus } from "../syllabus.ts";
import { howMeasured, measure, type Needed } from "./cpu_time.ts";
import { median, thisMachine } from "./machine.ts";

/** The first lessons, which a class hands in together. */
const FIRST_LESSONS = 8;

/** All lessons take 20 times as long as the first eight, so fewer submissions of them are measured. */
const FEWER = 5;

/** How many folders Deno's own runner grades beside a large class. */
const FOLDERS_BESIDE = 3;

/** One of the measurements. */
interface Row {
  /** The lessons of a submission: "01–08". */
  lessons: string;
  /** How many submissions each way gets in a round. */
  submissions: number;
  /** CPU seconds for a submission, in each round. */
  graded: number[];
  /** The same for its lessons run alone. */
  alone: number[];
  /** The same for Deno's own runner. */
  runner: number[];
  /** The ratio of the first two in each round. */
  ratios: number[];
}

/** The measurement of a large class. */
interface LargeClass {
  submissions: number;
  graded: Omit<Needed, "stdout">;
  /** What Deno's own runner needs for one submission. */
  runner: { cpuSeconds: number; wallSeconds: number };
  /** How many times as long Deno's own runner would take for all submissions, in wall time. */
  ratio: number;
}

const { values, flags, words } = readArguments(Deno.args, {
  flags: ["alone"],
  values: ["submissions", "rounds", "class", "lessons"],
});
if (flags.has("alone")) await runAlone();
else await measureAll();

async function measureAll(): Promise<void> {
  const [submissions, rounds, large] = [["submissions", 10], ["rounds", 3], ["class", 0]].map(([name, usual]) =>
    numberOf(name as string, usual as number)
  );
  const [machine, how] = [thisMachine(), await howMeasured()];
  const isJson = flags.has("json");
  await measure(["run", "--quiet", "-A", join(root, "kit/judge/sandbox/make_template.ts")], root);
  if (!isJson) {
    console.log(`${machine.cores} × ${machine.model}, load ${machine.load.toFixed(1)}; CPU time of the ${how}`);
    console.log("CPU seconds for a right submission, without pictures: the median of the rounds");
    console.log(cells(["lessons", "submissions", "graded", "alone", "ratio (from to)", "deno test -P"]));
  }
  const rows: Row[] = [];
  for (const [count, each] of [[FIRST_LESSONS, submissions], [syllabus.length, Math.ceil(submissions / FEWER)]]) {
    if (each === 0) continue;
    const row = await compare(count, each, rounds);
    rows.push(row);
    if (!isJson) console.log(shown(row));
  }
  const largeClass = large > 0 ? await gradeLarge(large) : null;
  if (isJson) console.log(JSON.stringify({ machine, how, rows, class: largeClass }));
  else if (largeClass) console.log(shownClass(largeClass));
}

function numberOf(name: string, usual: number): number {
  const text = values.get(name) ?? String(usual);
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`--${name} is ${text}: pass a whole number.`);
}

/** Measures the first `count` lessons in three ways, by turns. */
async function compare(count: number, submissions: number, rounds: number): Promise<Row> {
  const last = syllabus[count - 1].id.slice(0, 2);
  const row: Row = { lessons: `01–${last}`, submissions, graded: [], alone: [], runner: [], ratios: [] };
  const program = ["run", "--quiet", "-A", join(root, "bench/grade.ts")];
  await withClass(count, submissions, async (folders, folder, path) => {
    for (let round = 0; round <= rounds; round++) {
      const graded = await grade(path, join(folder, `grades${round}`), last);
      const alone = await measure([...program, "--alone", "--lessons", String(count), ...folders], root);
      const runner = await withRunner(folders[0], count);
      if (round === 0) continue; // Deno compiles and checks some modules when they are used for the first time
      row.graded.push(graded.cpuSeconds / submissions);
      row.alone.push(alone.cpuSeconds / submissions);
      row.runner.push(runner.cpuSeconds);
      row.ratios.push(graded.cpuSeconds / alone.cpuSeconds);
    }
  });
  return row;
}

/** Grades a large class, and some of its folders by Deno's own runner. */
async function gradeLarge(submissions: number): Promise<LargeClass> {
  const last = syllabus[FIRST_LESSONS - 1].id.slice(0, 2);
  return await withClass(FIRST_LESSONS, submissions, async (folders, folder, path) => {
    const beside = folders.slice(0, FOLDERS_BESIDE);
    const needed: Needed[] = [];
    for (const each of beside) needed.push(await withRunner(each, FIRST_LESSONS));
    const runner = {
      cpuSeconds: median(needed.map(({ cpuSeconds }) => cpuSeconds)),
      wallSeconds: median(needed.map(({ wallSeconds }) => wallSeconds)),
    };
    const { stdout: _, ...graded } = await grade(path, join(folder, "grades"), last);
    return { submissions, graded, runner, ratio: runner.wallSeconds * submissions / graded.wallSeconds };
  });
}

/** Grades a class with the command, and makes sure that every submission gets all points. */
async function grade(submissions: string, out: string, last: string): Promise<Needed> {
  const words = [submissions, "--out", out, "--lessons", `01-${last}`, "--no-pictures", "--json"];
  const needed = await measure(["run", "--quiet", "-A", join(root, "tasks/grade.ts"), ...words], root);
  const records = needed.stdout.trim().split("\n").map((line) => JSON.parse(line));
  for (const { type, student, points, maxPoints } of records) {
    if (type === "student" && points < maxPoints) throw new UsageError(`${student} got ${points} of ${maxPoints}.`);
  }
  return needed;
}

/** Grades a folder by Deno's own runner. */
function withRunner(folder: string, count: number): Promise<Needed> {
  const tests = syllabus.slice(0, count).map(({ id }) => `tests/${id}_test.ts`);
  return measure(["test", "--quiet", "-P", ...tests], root, { LESSONS: folder });
}

/** Runs the first lessons in each folder, one after the other: the part of this program that `--alone` measures. */
async function runAlone(): Promise<void> {
  for (const target of words) {
    for (const { id } of syllabus.slice(0, numberOf("lessons", FIRST_LESSONS))) {
      for await (const record of run(id, { target, picture: false })) {
        if (record.type === "score" && record.points < record.maxPoints) {
          throw new UsageError(`${target}, ${id}: ${record.points} of ${record.maxPoints}.`);
        }
      }
    }
  }
}

/** Writes right submissions, no two of them with the same bytes, which exist until `work` is done. */
async function withClass<T>(
  count: number,
  submissions: number,
  work: (folders: string[], folder: string, path: string) => Promise<T>,
): Promise<T> {
  const ids = syllabus.slice(0, count).map(({ id }) => id);
  const texts = await Promise.all(ids.map((id) => Deno.readTextFile(join(root, "solutions", `${id}.ts`))));
  const names = Array.from({ length: submissions }, (_, i) => `student${String(i).padStart(4, "0")}`);
  const lessonsOf = (name: string) => Object.fromEntries(ids.map((id, i) => [id, `${texts[i]}\n// ${name}\n`]));
  const folder = await Deno.makeTempDir();
  try {
    const path = await writeClass(folder, "folders", Object.fromEntries(names.map((name) => [name, lessonsOf(name)])));
    return await work(names.map((name) => join(path, name, "lessons")), folder, path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function shown({ lessons, submissions, graded, alone, runner, ratios }: Row): string {
  const [lowest, highest] = [Math.min(...ratios), Math.max(...ratios)];
  return cells([
    ...[lessons, String(submissions), median(graded).toFixed(2), median(alone).toFixed(2)],
    `${median(ratios).toFixed(3)} (${lowest.toFixed(3)} to ${highest.toFixed(3)})`,
    median(runner).toFixed(2),
  ]);
}

function shownClass({ submissions, graded, runner, ratio }: LargeClass): string {
  const { wallSeconds, cpuSeconds, peakMiB, tenthsMiB } = graded;
  return [
    `${submissions} submissions of 01–0${FIRST_LESSONS}: ${wallSeconds.toFixed(0)} s, ${
      (cpuSeconds / submissions).toFixed(2)
    } CPU seconds each`,
    `the grader's own process: at most ${peakMiB.toFixed(0)} MiB; in each tenth of the time ${tenthsMiB.join(" ")} MiB`,
    `deno test -P, one after the other: ${runner.wallSeconds.toFixed(2)} s each, so ${ratio.toFixed(1)} times as long`,
  ].join("\n");
}

function cells(texts: readonly string[]): string {
  const widths = [10, 13, 9, 9, 25, 12];
  return texts.map((text, i) => text.padEnd(widths[i])).join("").trimEnd();
}
