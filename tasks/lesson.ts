/**
 * The learner's command.
 * @module
 */
import { join, resolve } from "node:path";
import { showAll } from "../kit/show/command/all.ts";
import { readArguments, refuseTogether } from "../kit/base/arguments.ts";
import { showComparison } from "../kit/show/command/compare.ts";
import { showHint } from "../kit/show/command/hint.ts";
import { showList } from "../kit/show/command/list.ts";
import { main } from "../kit/show/command/main.ts";
import { sayNewerStubs } from "../kit/show/command/newer_stubs.ts";
import { onDevice } from "../kit/show/command/on_device.ts";
import { showReset } from "../kit/show/command/reset.ts";
import { orSayWhy } from "../kit/show/command/result.ts";
import { printVerdictJson, showVerdict } from "../kit/show/command/verdict.ts";
import { whereAmI } from "../kit/show/command/where_am_i.ts";
import { deviceOf } from "../kit/learn/device/choose.ts";
import { findLesson } from "../kit/judge/run/find_lesson.ts";
import { nextUnsolved, readProgress } from "../kit/show/progress/progress.ts";
import { jobFor } from "../kit/judge/run/job.ts";
import { root } from "../kit/base/root.ts";
import { seedOf } from "../kit/judge/run/seed.ts";
import { writeMissingStubs } from "../kit/teach/stubs/missing_stubs.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { watchLesson } from "../kit/show/watch/watch.ts";

const HELP = `deno task lesson [LESSON] [OPTIONS]

Without LESSON: the brief of the next lesson, the state of its checks, and what it should look like. With LESSON (a number, a name or part of a name): the verdict. --watch and --hint without LESSON take the next lesson.

  --watch          a verdict each time you save (keys: n h l r o q)
  --hint           the next hint for the first check that does not pass
  --compare        your answer next to the solution, once the lesson is solved
  --list           all lessons, and how far you are
  --reset          bring the stub back; what you wrote goes to backups/
  --solution       run the instructor's solution instead of your file
  --all            all lessons in a table, their pictures in plots/index.html
  --full           train on all 60,000 images, for the checks that need them
  --device NAME    auto (default; deno task devices shows which one that is),
                   cpu, wasm or webgpu
  --seed NUMBER    for the random numbers of the checks (default 42)
  --plots FOLDER   where pictures are written (default plots/)
  --open           open the picture in your system's viewer
  --json           one JSON value instead of a screen
  --help           this text

While a lesson trains, a line shows its progress. Ctrl-C draws what it has so far, and keeps the model in plots/ if the lesson passes it to showProgress.
Lessons that are missing in lessons/ are written as stubs. Only --reset replaces a file of yours. After you get a newer course: deno task update
Exit code: 0 every check passed (or nothing was judged), 1 some did not, 2 the command or the installation is wrong. Your progress is in progress.txt.

  deno task lesson               where am I?
  deno task lesson 4             the verdict on lesson 04
  deno task lesson auto --watch  lesson 05, each time you save`;

/** Options that a mode does not use: giving both is an error. */
const USELESS: Record<string, readonly string[]> = {
  list: ["solution", "full", "open", "device", "seed", "plots"],
  all: ["full"],
  reset: ["solution", "full", "open", "device", "seed", "plots"],
  hint: ["solution", "open", "plots"],
  compare: ["solution", "full", "open", "device", "seed", "plots"],
  watch: [],
};

/** Modes for all lessons. */
const ABOUT_ALL = ["list", "all"];

/** Modes that take the next lesson if none is named. */
const ABOUT_NEXT = ["hint", "watch"];

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, {
    flags: ["watch", "hint", "list", "reset", "solution", "all", "full", "open", "compare"],
    values: ["device", "seed", "plots"],
    words: 1,
  });
  const style = outputStyle();
  if (flags.has("help")) return console.log(helpText(HELP, style.width)), 0;
  const request = {
    target: flags.has("solution") ? "solutions" : "lessons",
    device: deviceOf(values.get("device")),
    seed: seedOf(values.get("seed")),
    plots: resolve(values.get("plots") ?? join(root, "plots")),
    full: flags.has("full"),
    open: flags.has("open"),
    json: flags.has("json"),
    style,
  };
  const [mode, second] = Object.keys(USELESS).filter((name) => flags.has(name));
  if (second) refuseTogether(mode, second);
  const useless = USELESS[mode]?.find((name) => flags.has(name) || values.has(name));
  if (useless) refuseTogether(mode, useless);
  if (ABOUT_ALL.includes(mode) && words.length > 0) {
    throw new UsageError(`--${mode} is about all lessons: leave ${JSON.stringify(words[0])} out.`);
  }
  if (mode === "list") return await showList(request);
  if (mode === "all") {
    await prepare(request);
    return await showAll(request);
  }
  if (words.length === 0 && !ABOUT_NEXT.includes(mode)) {
    const flag = mode ?? ["solution", "open", "full"].find((name) => flags.has(name));
    const example = flag === "full" ? 20 : 4;
    if (flag) throw new UsageError(`--${flag} needs a lesson: for example deno task lesson ${example} --${flag}`);
    const newer = await prepare(request);
    const code = await whereAmI(request);
    if (!request.json) sayNewerStubs(newer, style);
    return code;
  }
  const lesson = words.length > 0 ? findLesson(words[0]) : await nextLesson(mode);
  const newer = await prepare(request);
  if (mode === "reset") return await showReset(lesson, request);
  if (mode === "compare") return await showComparison(lesson, request);
  if (mode === "watch") return await watchLesson(lesson, request);
  const onItsDevice = await onDevice(lesson, request);
  if (mode === "hint") return await showHint(lesson, onItsDevice);
  const show = request.json ? printVerdictJson : showVerdict;
  const isSolved = await show(jobFor(lesson, onItsDevice), onItsDevice);
  if (!request.json) sayNewerStubs(newer, style);
  return isSolved ? 0 : 1;
});

/**
 * Writes the missing stubs, if the learner's lessons are to be judged. If that is not possible, it says so, and the
 * lessons that are there can still be judged.
 * @returns The lessons whose stub has changed since they were begun.
 */
async function prepare({ target }: { target: string }): Promise<string[]> {
  return target === "lessons" ? await orSayWhy(writeMissingStubs) ?? [] : [];
}

/** The next lesson that is not solved. */
async function nextLesson(mode: string) {
  const next = nextUnsolved(await readProgress());
  if (next) return findLesson(next);
  throw new UsageError(`Every lesson is solved: name one, for example deno task lesson 4 --${mode}`);
}
