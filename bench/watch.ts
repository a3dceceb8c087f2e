/**
 * Measures how long a learner waits: with `--watch`, from a save to the verdict; without it, from the command to the
 * verdict and the picture.
 *
 *     deno run -A bench/watch.ts [LESSON…] [--runs N] [--pause MS] [--json]
 *
 * The command that a learner types is run in a copy of the course, in a temporary folder.
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../kit/base/arguments.ts";
import { thisCourseCopy } from "../kit/testbed/course_copy.ts";
import { findLesson } from "../kit/judge/run/find_lesson.ts";
import { root } from "../kit/base/root.ts";
import { syllabus } from "../syllabus.ts";
import { thisMachine } from "./machine.ts";

/** Finds the line of the verdict. */
const VERDICT = /points in [\d.]+ s\./g;

/** Finds the line of the picture. */
const PICTURE = /plots\/\d\d_\w+\.svg/g;

/** Milliseconds of several runs. */
interface Times {
  /** The median. */
  median: number;
  /** The shortest. */
  min: number;
  /** The longest. */
  max: number;
}

/** The measurements for one lesson. */
interface Row {
  /** Its id. */
  lesson: string;
  /** From a save to the verdict, a few seconds after the previous save, as when a learner stops to think. */
  calm: Times;
  /** From a save to the verdict, a moment after the previous save, while the picture is still being drawn. */
  hasty: Times;
}

const { values, words, flags } = readArguments(Deno.args, { flags: [], values: ["runs", "pause"] });
const runs = Number(values.get("runs") ?? 10);
const pauseMs = Number(values.get("pause") ?? 2000);
const solved = syllabus.map(({ id }) => id).filter((id) => existsSync(join(root, "solutions", `${id}.ts`)));
const lessons = words.length > 0 ? words.map((word) => findLesson(word).id) : solved;
await using course = await thisCourseCopy();
await makeTemplate();
const bare = await bareStarts();
const machine = thisMachine();

if (!flags.has("json")) {
  console.log(`${machine.cores} × ${machine.model}, load ${machine.load.toFixed(1)}, ${runs} runs, milliseconds`);
  console.log(`Deno itself, with an empty program: ${show(bare)}`);
  console.log(row(["lesson", "save to verdict", "in haste"]));
}
const rows: Row[] = [];
for (const lesson of lessons) {
  const { calm, hasty } = await saves(lesson);
  rows.push({ lesson, calm, hasty });
  if (!flags.has("json")) console.log(row([lesson, show(calm), show(hasty)]));
}
const cold = solved.includes("04_gradient_descent") ? await coldStarts() : null;
if (flags.has("json")) console.log(JSON.stringify({ machine, runs, pauseMs, bare, lessons: rows, cold }));
else if (cold) {
  console.log(`deno task lesson 04 --solution, cold: verdict ${show(cold.verdict)}, picture ${show(cold.picture)}`);
}

/**
 * Makes the template of a lesson's cache for this copy of the course, because the original's was made for a different
 * folder. A learner's course has a template after its first command.
 */
async function makeTemplate(): Promise<void> {
  const program = course.path("kit", "judge", "sandbox", "make_template.ts");
  await new Deno.Command(Deno.execPath(), { args: ["run", "-A", program], cwd: course.folder }).output();
}

/** How long Deno takes for an empty program: no program here can be faster. */
async function bareStarts(): Promise<Times> {
  await course.write("empty.ts", "");
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const begin = performance.now();
    await new Deno.Command(Deno.execPath(), { args: ["run", "empty.ts"], cwd: course.folder }).output();
    times.push(performance.now() - begin);
  }
  return timesOf(times);
}

function row([lesson, ...cells]: string[]): string {
  return lesson.padEnd(26) + cells.map((cell) => cell.padEnd(22)).join("");
}

function show({ median, min, max }: Times): string {
  return `${median} (${min} to ${max})`;
}

/** Saves the solution again and again, each time with a different comment at its end. */
async function saves(lesson: string): Promise<{ calm: Times; hasty: Times }> {
  const solution = await course.read("solutions", `${lesson}.ts`);
  await course.write(`lessons/${lesson}.ts`, solution);
  const output = start(["task", "lesson", lesson, "--watch"]);
  try {
    await output.shows(VERDICT);
    let count = 0;
    const save = async () => {
      const start = performance.now();
      await course.write(`lessons/${lesson}.ts`, `${solution}// save ${++count}\n`);
      return await output.shows(VERDICT) - start;
    };
    const calm: number[] = [];
    for (let i = 0; i < runs; i++) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      calm.push(await save());
    }
    const hasty: number[] = [];
    for (let i = 0; i < runs; i++) hasty.push(await save());
    return { calm: timesOf(calm), hasty: timesOf(hasty) };
  } finally {
    await output.end();
  }
}

async function coldStarts(): Promise<{ verdict: Times; picture: Times }> {
  const verdict: number[] = [];
  const picture: number[] = [];
  for (let i = 0; i < runs; i++) {
    const begin = performance.now();
    const output = start(["task", "lesson", "04", "--solution"]);
    verdict.push(await output.shows(VERDICT) - begin);
    picture.push(await output.shows(PICTURE) - begin);
    await output.end();
  }
  return { verdict: timesOf(verdict), picture: timesOf(picture) };
}

/** Starts a command in the copy of the course, and records when its output arrives. */
function start(args: string[]) {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd: course.folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    /** Waits for the next output that matches `pattern`, and returns the time at which it arrived. */
    shows: async (pattern: RegExp): Promise<number> => {
      while (true) {
        pattern.lastIndex = 0;
        if (pattern.test(text)) {
          text = text.slice(pattern.lastIndex);
          return performance.now();
        }
        const { value, done } = await reader.read();
        if (done) throw new Error(`deno ${args.join(" ")} ended before it showed ${pattern}: ${text}`);
        text += value;
      }
    },
    end: async (): Promise<void> => {
      await reader.cancel();
      try {
        child.kill("SIGTERM"); // deno task passes the signal on
      } catch {
        // the process has ended
      }
      await child.status;
    },
  };
}

function timesOf(values: number[]): Times {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], min: sorted[0], max: sorted.at(-1)! };
}
