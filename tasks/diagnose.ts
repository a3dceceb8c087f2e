/**
 * Makes the diagnoses of wrong answers.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { showLive } from "../kit/base/live_line.ts";
import { findLesson } from "../kit/judge/run/find_lesson.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { causeLines, diagnosesLines } from "../kit/show/terminal/diagnoses_screen.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { isWell } from "../kit/teach/diagnose/report.ts";
import { diagnose } from "../kit/teach/diagnose/diagnose.ts";
import { syllabus } from "../syllabus.ts";

const HELP = `deno task diagnose [LESSON…] [OPTIONS]

Runs all checks on every mutant (a typical wrong answer), and stores the results
that made checks fail in tests/diagnoses/. If a learner's code gives the same
results, the verdict asks whether it makes the same mistake. The command also
lists the mutants without a diagnosis, with the reasons, and counts wrong
diagnoses: mutants that would be diagnosed as a different mistake if their own
results were not stored, and right answers that would be diagnosed as a mistake.

  --check          compare with the stored results, and write nothing
  --causes         also list the messages that name a mistake other than the
                   mutant's own
  --json           print one JSON value instead of a table
  --help           print this text

Exit code: 0 no problems, 1 problems found, 2 wrong usage.`;

await main(async () => {
  const { flags, words } = readArguments(Deno.args, { flags: ["check", "causes"], values: [] });
  if (flags.has("help")) return console.log(HELP), 0;
  const reports = await diagnose({
    lessons: words.length ? words.map((word) => findLesson(word)) : syllabus,
    isCheck: flags.has("check"),
    onProgress: (done, all) => showLive(done < all ? `  ${done} of ${all} runs` : ""),
  });
  const style = outputStyle();
  if (flags.has("json")) printJson({ lessons: reports });
  else {
    for (const line of diagnosesLines(reports, style)) console.log(line);
    if (flags.has("causes")) { for (const line of causeLines(reports, style)) console.log(line); }
  }
  return isWell(reports, flags.has("causes")) ? 0 : 1;
});
