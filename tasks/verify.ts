/**
 * The instructor's gate.
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
import { verify } from "../kit/teach/verify/verify.ts";

const HELP = `deno task verify [LESSON…] [OPTIONS]

Tests the course itself: the stubs are those of the solutions, and every check
says todo on them; the solutions and the alternatives pass every check; each
mutant is refused by the check that it names, with a message that names no other
mistake, and has the results that deno task diagnose has stored; the goal
pictures are those that the solutions draw; no stub contains a part of a
solution, and no mutant's name a number that is asked for. Lessons that have not
changed since all was well are left out, unless the kit, the data, the packages,
Deno or the device has changed.

  --all            also what has not changed since all was well
  --solutions      only stubs and solutions, as in deno task test
  --sample         everything, but of the mutants every third, as in deno task ci
  --device NAME    auto (default), cpu, wasm or webgpu
  --json           one JSON value instead of a table
  --help           this text

Exit code: 0 all is well, 1 something is not, 2 wrong usage.`;

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, {
    flags: ["all", "solutions", "sample"],
    values: ["device"],
  });
  if (flags.has("help")) return console.log(HELP), 0;
  const report = await verify({
    lessons: words.length ? words.map((word) => findLesson(word)) : syllabus,
    device: deviceOf(values.get("device")),
    all: flags.has("all") || undefined,
    onlySolutions: flags.has("solutions"),
    isSample: flags.has("sample"),
    onProgress: (done, all) => showLive(done < all ? `  ${done} of ${all} runs` : ""),
  });
  if (flags.has("json")) printJson(report);
  else for (const line of verifyLines(report, outputStyle())) console.log(line);
  return [report, ...report.lessons].some(({ problems }) => problems.length > 0) ? 1 : 0;
});
