/**
 * The learner's command.
 * @module
 */
import { join, resolve } from "node:path";
import { showAll } from "../kit/show/command/all.ts";
import { readArguments, refuseTogether } from "../kit/base/arguments.ts";
import { showComparison } from "../kit/show/command/compare.ts";
import { showHint } from "../kit/show/command/hint.ts";
import { exampleWith, lessonHelp } from "../kit/show/command/lesson_help.ts";
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

/** For each mode, the options that it would ignore. Using one of them with the mode is an error. */
const USELESS: Record<string, readonly string[]> = {
  list: ["solution", "full", "open", "device", "seed", "plots"],
  all: ["full"],
  reset: ["solution", "full", "open", "device", "seed", "plots"],
  hint: ["solution", "open", "plots"],
  compare: ["solution", "full", "open", "device", "seed", "plots"],
  watch: [],
  page: ["json"],
};

/** Modes that apply to all lessons. */
const ABOUT_ALL = ["list", "all"];

/** Modes that use the next lesson if none is named. */
const ABOUT_NEXT = ["hint", "watch", "page"];

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, {
    flags: ["watch", "page", "hint", "list", "reset", "solution", "all", "full", "open", "compare", "projector"],
    values: ["device", "seed", "plots", "host"],
    words: 1,
  });
  const style = outputStyle();
  if (flags.has("help")) return console.log(helpText(lessonHelp(), style.width)), 0;
  const request = {
    target: flags.has("solution") ? "solutions" : "lessons",
    device: deviceOf(values.get("device")),
    seed: seedOf(values.get("seed")),
    plots: resolve(values.get("plots") ?? join(root, "plots")),
    full: flags.has("full"),
    hidden: false,
    open: flags.has("open"),
    json: flags.has("json"),
    style,
  };
  const [mode, second] = Object.keys(USELESS).filter((name) => flags.has(name));
  if (second) refuseTogether(mode, second);
  const useless = USELESS[mode]?.find((name) => flags.has(name) || values.has(name));
  if (useless) refuseTogether(mode, useless);
  const ofPage = ["host", "projector"].find((name) => flags.has(name) || values.has(name));
  if (ofPage && mode !== "page") throw new UsageError(`--${ofPage} is about the page: use it with --page.`);
  if (ABOUT_ALL.includes(mode) && words.length > 0) {
    throw new UsageError(`--${mode} applies to all lessons: leave ${JSON.stringify(words[0])} out.`);
  }
  if (mode === "list") return await showList(request);
  if (mode === "all") {
    await prepare(request);
    return await showAll(request);
  }
  if (words.length === 0 && !ABOUT_NEXT.includes(mode)) {
    const flag = mode ?? ["solution", "open", "full"].find((name) => flags.has(name));
    if (flag) throw new UsageError(`--${flag} needs a lesson: for example ${exampleWith(flag)}`);
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
  if (mode === "page") {
    return await watchLesson(lesson, request, { host: hostOf(values.get("host")), isLarge: flags.has("projector") });
  }
  const onItsDevice = await onDevice(lesson, request);
  if (mode === "hint") return await showHint(jobFor(lesson, onItsDevice), onItsDevice);
  const show = request.json ? printVerdictJson : showVerdict;
  const isSolved = await show(jobFor(lesson, onItsDevice), onItsDevice);
  if (!request.json) sayNewerStubs(newer, style);
  return isSolved ? 0 : 1;
});

/**
 * Writes the missing stubs if the learner's own lessons are judged. If a stub cannot be written, it prints the reason,
 * and the existing lessons can still be judged.
 * @returns The lessons whose stubs have changed in the course since the learner began them.
 */
async function prepare({ target }: { target: string }): Promise<string[]> {
  return target === "lessons" ? await orSayWhy(writeMissingStubs) ?? [] : [];
}

/**
 * Reads the name under which the page is opened.
 * @throws {UsageError} If it is not a name.
 */
function hostOf(name: string | undefined): string | undefined {
  if (name === undefined || /^[a-z\d.-]+(:\d+)?$/i.test(name)) return name?.toLowerCase();
  throw new UsageError(`--host ${JSON.stringify(name)} is not a name: for example --host ada-4000.example.dev`);
}

/** The next unsolved lesson. */
async function nextLesson(mode: string) {
  const next = nextUnsolved(await readProgress());
  if (next) return next;
  throw new UsageError(`Every lesson is solved: name a lesson, for example ${exampleWith(mode)}`);
}
