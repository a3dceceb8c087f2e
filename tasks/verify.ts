/**
 * Runs the instructor's gate.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { deviceOf } from "../kit/learn/device/choose.ts";
import { findLesson } from "../kit/judge/run/find_lesson.ts";
import { syllabus } from "../syllabus.ts";
import { verifyLines } from "../kit/show/terminal/verify_screen.ts";
import { showLive } from "../kit/base/live_line.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { marginLines } from "../kit/show/terminal/margins_screen.ts";
import { mutationLines } from "../kit/show/terminal/mutation_screen.ts";
import { verifyAtSaves } from "../kit/show/watch/verify_at_saves.ts";
import { mutate } from "../kit/teach/mutate/mutate.ts";
import { writeScores } from "../kit/teach/mutate/scores_page.ts";
import { isNarrow, type Threshold, thresholdsOf } from "../kit/teach/verify/margins.ts";
import { verify } from "../kit/teach/verify/verify.ts";
import type { DeviceName } from "../kit/base/devices.ts";
import type { LessonEntry } from "../kit/base/syllabus.ts";
import { UsageError } from "../kit/base/usage_error.ts";

const HELP = `deno task verify [LESSON…] [OPTIONS]

Tests the course itself. Every check must report todo on the untouched stub. The
solutions and the alternatives (other right answers) must pass every check. Each
mutant (a wrong answer) must be refused by the check that it names, with a
message that names no other mistake; it must contain no misspelt name, and give
the results that deno task diagnose has stored. The goal pictures must be the
same as the pictures that the solutions draw. No stub may contain a part of its
solution, and no mutant's name may contain a number that a lesson asks for.
Lessons that have not changed since they last passed are skipped, unless the
kit, the data, the packages, Deno or the device has changed. Parts of a lesson
that are marked TODO are listed.

  --all            also test lessons that have not changed since they passed
  --solutions      test only stubs and solutions, as in deno task test
  --watch          test one lesson, now and each time one of its files is saved
  --margins        list the thresholds of checks, and show how far right answers
                   and the nearest mutant are from the expected value, compared
                   with the difference that is allowed; mark a threshold with ✗
                   if the mutant is less than ten times as far from the expected
                   value as the worst right answer
  --mutate         edit every line that a learner has to write, list the edits
                   that no check refuses, and write docs/mutation.md; after
                   Ctrl-C, the next run continues from there
  --sample         run all tests, but with only every 20th mutant and one
                   alternative of each lesson, as in deno task ci
  --device NAME    auto (default), cpu, wasm or webgpu
  --json           print one JSON value instead of a table
  --help           print this text

Exit code: 0 no problems, 1 problems found, 2 wrong usage.`;

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, {
    flags: ["all", "solutions", "sample", "watch", "margins", "mutate"],
    values: ["device"],
  });
  if (flags.has("help")) return console.log(HELP), 0;
  const lessons = words.length ? words.map((word) => findLesson(word)) : syllabus;
  const device = deviceOf(values.get("device"));
  if (flags.has("watch")) {
    if (words.length !== 1) throw new UsageError("--watch needs exactly one lesson: deno task verify 4 --watch");
    return await verifyAtSaves(lessons[0].id, Deno.args.filter((word) => word !== "--watch" && word !== words[0]));
  }
  if (flags.has("margins")) return await showMargins(lessons, device, flags.has("json"));
  if (flags.has("mutate")) return await showMutations(lessons, device, flags.has("json"));
  const report = await verify({
    lessons,
    device,
    all: flags.has("all") || undefined,
    onlySolutions: flags.has("solutions"),
    isSample: flags.has("sample"),
    onProgress: (done, all) => showLive(done < all ? `  ${done} of ${all} runs` : ""),
  });
  if (flags.has("json")) printJson(report);
  else for (const line of verifyLines(report, outputStyle())) console.log(line);
  return [report, ...report.lessons].some(({ problems }) => problems.length > 0) ? 1 : 0;
});

/** Shows how close right and wrong answers are to the thresholds of the checks. */
async function showMargins(lessons: readonly LessonEntry[], device: DeviceName, isJson: boolean): Promise<number> {
  const margins: { lesson: string; thresholds: Threshold[] }[] = [];
  for (const [index, lesson] of lessons.entries()) {
    showLive(`  ${index + 1} of ${lessons.length}: ${lesson.id}`);
    const thresholds = await thresholdsOf(lesson, device);
    margins.push({ lesson: lesson.id, thresholds });
    showLive("");
    if (!isJson) { for (const line of marginLines(lesson.id, thresholds, outputStyle())) console.log(line); }
  }
  if (isJson) printJson({ lessons: margins });
  return margins.some(({ thresholds }) => thresholds.some(isNarrow)) ? 1 : 0;
}

/** Judges edited solutions, and shows the edits that no check refuses. */
async function showMutations(
  lessons: readonly LessonEntry[],
  device: DeviceName,
  isJson: boolean,
): Promise<number> {
  const onProgress = (done: number, all: number) => showLive(done < all ? `  ${done} of ${all} edits` : "");
  const scores = await mutate(lessons, { device, onProgress });
  await writeScores(scores);
  if (isJson) printJson({ lessons: scores });
  else for (const line of mutationLines(scores, outputStyle())) console.log(line);
  return scores.some(({ survivors, problems }) => survivors.length + problems.length > 0) ? 1 : 0;
}
