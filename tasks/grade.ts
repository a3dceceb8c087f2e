/**
 * Grades a class. Commands about a database run in a process of their own, since only they need its packages.
 * @module
 */
import { join, resolve } from "node:path";
import type { Machines } from "../kit/grade/queue/queue.ts";
import { runWithPackages } from "../kit/grade/queue/run_with_packages.ts";
import { readArguments } from "../kit/base/arguments.ts";
import { root } from "../kit/base/root.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { chosenFormats, FORMAT_NAMES, requireNames } from "../kit/grade/formats.ts";
import { chosenLessons } from "../kit/grade/chosen_lessons.ts";
import type { GradeOptions } from "../kit/grade/grade_class.ts";
import type { GradingRules } from "../kit/base/grading_rules.ts";
import { PACKAGES } from "../kit/grade/packages/write_package.ts";
import { wallsOf } from "../kit/grade/require_walls.ts";
import { hasRules, readRules } from "../kit/grade/rules/read_rules.ts";
import { THIS_COURSE } from "../kit/judge/run/job.ts";
import { seedOf } from "../kit/judge/run/seed.ts";
import { deviceOf } from "../kit/learn/device/choose.ts";
import { showGrading } from "../kit/show/command/grade.ts";
import { main } from "../kit/show/command/main.ts";
import { showPackage } from "../kit/show/command/write_package.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { syllabus } from "../syllabus.ts";

const HELP = `deno task grade SUBMISSIONS… [OPTIONS]

Grades a class: judges every lesson that was handed in, each in a process of its own, and writes points, feedback for each student, and a page about the class.

SUBMISSIONS is what you download from Moodle, Canvas, Blackboard, Gradescope, GitHub Classroom, Classroom 50 or nbgrader, or a folder with a folder or an archive for each student. Archives need not be unpacked. Several paths are graded together as one class.

  deno task grade homework.zip --lessons 1-8
  deno task grade homework.zip --lessons 1-8 --out grades/week-2
  deno task grade homework.zip --lessons 1-8 --format moodle

You can stop at any time, for example with Ctrl-C: the same command goes on where it stopped. If students hand in again, type it again: only what has changed is judged.

What is judged:
  --lessons LIST     the lessons to grade, for example 1-8,12; all by default
  --layout NAME      how the submissions are arranged, if this is not recognized: moodle, canvas, blackboard, gradescope, classroom, nbgrader, students (a folder or an archive for each student) or student (each path is that of one student)
  --again            judge everything again, for example after the course has changed; after a stop, go on without it

How it is judged:
  --jobs N           how many files are judged at a time; by default, as many as there are cores
  --require-walls N  1 (default) or 2: with 2, refuse to grade on a machine without bubblewrap, which puts a second wall around each lesson
  --seed N           the seed for all random numbers of the checks; 42 by default, as for learners
  --device NAME      auto (default: the device that the course uses), cpu, wasm or webgpu

On many machines:
  --db URL           let the workers of this database judge (deno task grade-worker), and write the same reports here: --db postgres://USER@HOST/DATABASE, with the password in the file that PGPASSFILE names, or with the whole URL in DOWNHILL_DB
  deno task grade status --help  how many files wait, and which could not be judged
  deno task grade submit --help  hand in the file of one student

How points count:
  --rules FILE       due dates, late penalties, what a lesson is worth and exceptions for students; by default grading.ts in the folder of the course, if there is one

What is written:
  --out FOLDER       the folder for the reports and the journal; grades by default
  --format LIST      also write what platforms read: ${FORMAT_NAMES}
  --no-pictures      do not draw the students' pictures, which may take longer than judging
  --anonymous        replace the names by numbers; names.json in the folder says who is who
  --release          show the hidden checks to students
  --insights         also write what the class got wrong: insights.html, and insights/ with wrong answers in the form of tests/mutants/
  --json             print each record as a line of JSON
  --help             print this text

Packages for platforms that judge each submission themselves; they need no SUBMISSIONS:
  --gradescope FILE  write a zip archive for Gradescope, an autograder
  --exercism DIR     write a track and a test runner for Exercism
  --classroom50 DIR  write the folder of an autograder for Classroom 50

In the folder, index.html is a page about the class, grades.csv has the points, and feedback/ has a page for each student. All of it is personal data. docs/graders.md explains everything with an example.

Exit code: 0 everything was judged, 1 a file could not be judged although its student is not to blame, 2 wrong usage, 130 stopped.`;

/** What is printed after Ctrl-C. */
export const STOPPED =
  "\nStopped. Every verdict so far is in the journal: type the same command, without --again, to go on.";

/** The commands that begin with another word, and their programs. A folder with such a name is written "./status". */
const OTHERS: Record<string, string> = { status: "grade_status.ts", submit: "grade_submit.ts" };

if (import.meta.main) {
  const [word = ""] = Deno.args;
  const isOnMachines = Deno.args.some((argument) => /^--db(=|$)/.test(argument));
  if (Object.hasOwn(OTHERS, word)) Deno.exit(await runWithPackages(`tasks/${OTHERS[word]}`, Deno.args.slice(1)));
  if (isOnMachines) Deno.exit(await runWithPackages("tasks/grade_on_machines.ts", Deno.args));
  await main(() => grade(Deno.args), STOPPED);
}

/** What the machines of a database must know. */
export interface OnMachines {
  /** The value of `--db`. */
  db: string;
  course: GradeOptions["course"];
  seed: number;
  device: string;
  walls: number;
  isAgain: boolean;
}

/**
 * Grades a class as the command line says.
 * @param connect Connects to the machines of `--db`.
 * @returns The exit code.
 */
export async function grade(
  args: readonly string[],
  connect?: (options: OnMachines) => Promise<Machines>,
): Promise<number> {
  const { flags, values, words } = readArguments(args, {
    flags: ["again", "no-pictures", "anonymous", "release", "insights"],
    values: [
      ...["lessons", "out", "layout", "jobs", "require-walls", "seed", "device", "rules", "format", "db"],
      ...PACKAGES,
    ],
  });
  const style = outputStyle();
  if (flags.has("help")) return console.log(helpText(HELP, style.width)), 0;
  const course = { ...THIS_COURSE, syllabus };
  const platform = PACKAGES.find((name) => values.has(name));
  if (platform) {
    // an option that would change the verdicts must not be ignored in silence
    const extra = [...flags, ...values.keys(), ...words].find((word) => ![platform, "lessons", "json"].includes(word));
    if (extra !== undefined) {
      throw new UsageError(`--${platform} writes a package, so only --lessons goes with it: leave out ${extra}.`);
    }
    const lessons = chosenLessons(values.get("lessons"), syllabus);
    return await showPackage(platform, values.get(platform)!, { course, lessons }, flags.has("json"));
  }
  if (words.length === 0) throw new UsageError("Name the submissions, for example: deno task grade homework.zip");
  const options: GradeOptions = {
    submissions: words,
    lessons: chosenLessons(values.get("lessons"), syllabus),
    course,
    out: resolve(values.get("out") ?? "grades"),
    layout: values.get("layout"),
    jobs: numberOf("jobs", values.get("jobs")) ?? navigator.hardwareConcurrency,
    seed: seedOf(values.get("seed")),
    device: deviceOf(values.get("device")),
    rules: await rulesOf(values.get("rules")),
    isReleased: flags.has("release"),
    isAnonymous: flags.has("anonymous"),
    requiredWalls: wallsOf(values.get("require-walls")),
    isAgain: flags.has("again"),
    pictures: !flags.has("no-pictures"),
    formats: chosenFormats(values.get("format")),
    insights: flags.has("insights"),
  };
  if (options.isAnonymous) requireNames(options.formats);
  const { seed, device, requiredWalls: walls, isAgain } = options;
  const machines = await connect?.({ db: values.get("db")!, course, seed, device, walls, isAgain });
  return await showGrading({ ...options, machines }, flags.has("json"), style);
}

/** The rules in the file that is named, or in that of the course. */
async function rulesOf(named: string | undefined): Promise<GradingRules | null> {
  const path = named === undefined ? join(root, "grading.ts") : resolve(named);
  return named !== undefined || await hasRules(path) ? await readRules(path, syllabus) : null;
}

export function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 1000) return number;
  throw new UsageError(`--${name} is "${text}": give a whole number from 1 to 1000.`);
}
