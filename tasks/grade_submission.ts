/**
 * Judges one submission on a platform.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { chosenLessons } from "../kit/grade/chosen_lessons.ts";
import { SUBMISSION_FORMATS, submissionFormat } from "../kit/grade/submission_formats.ts";
import { wallsOf } from "../kit/grade/require_walls.ts";
import { THIS_COURSE } from "../kit/judge/run/job.ts";
import { seedOf } from "../kit/judge/run/seed.ts";
import { showSubmission } from "../kit/show/command/grade_submission.ts";
import { main } from "../kit/show/command/main.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { screenWidth } from "../kit/base/screen_width.ts";
import { syllabus } from "../syllabus.ts";

const HELP = `deno task grade-submission SUBMISSION --format NAME --result FILE [OPTIONS]

Judges one submission, and writes what a platform reads: before it begins, after each check, and at the end. The packages that deno task grade makes for platforms call it; see docs/graders.md.

SUBMISSION is a folder, an archive or a single lesson.

  --format NAME      ${SUBMISSION_FORMATS.join(", ")} (the summary of a job; the annotations are printed)
  --result FILE      where the result goes
  --lessons LIST     the lessons to judge, for example 1-8,12; all by default
  --require-walls N  1 (default) or 2: with 2, refuse to judge without bubblewrap
  --seed N           the seed for all random numbers of the checks; 42 by default, as for learners
  --json             print the results as a line of JSON
  --help             print this text

Exit code: 0 everything was judged, 1 a lesson could not be judged although the student is not to blame, or, with --format github, not every check passed; 2 wrong usage or a broken installation.`;

/** What is printed if the platform ends the program. */
const STOPPED = "\nStopped. The result has every check that was judged so far.";

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, {
    flags: [],
    values: ["format", "result", "lessons", "require-walls", "seed"],
    words: 1,
  });
  if (flags.has("help")) return console.log(helpText(HELP, screenWidth())), 0;
  const [submission] = words;
  const [format, result] = [values.get("format"), values.get("result")];
  if (!submission || !format || !result) {
    throw new UsageError("Name the submission, the format and the result: deno task grade-submission --help.");
  }
  const lessons = chosenLessons(values.get("lessons"), syllabus);
  return await showSubmission({
    submission,
    lessons,
    course: THIS_COURSE,
    student: "student",
    format: submissionFormat(format, lessons, Deno.env.get),
    result,
    isForInstructors: format === "gradescope", // which hides it from students
    isOnGithub: format === "github",
    isJson: flags.has("json"),
    jobs: navigator.hardwareConcurrency,
    seed: seedOf(values.get("seed")),
    device: "auto",
    requiredWalls: wallsOf(values.get("require-walls")),
  });
}, STOPPED);
