/**
 * Draws the goal pictures.
 * @module
 */
import { readArguments } from "../kit/base/arguments.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { goalPicture } from "../kit/teach/stubs/goal_picture.ts";
import { findLesson } from "../kit/judge/run/find_lesson.ts";
import { writeAtomically } from "../kit/base/write.ts";
import { shortPath } from "../kit/base/root.ts";
import { syllabus } from "../syllabus.ts";
import { changedPicture, solutionPicture } from "../kit/teach/verify/picture_problems.ts";

const HELP = `deno task pictures [LESSON…] [OPTIONS]

Runs the solutions to draw the goal pictures in docs/pictures/, for all lessons
or only for the named ones. Learners see these pictures with the briefs, and
deno task verify compares them with newly drawn pictures.

  --json    print the paths as one JSON value
  --help    print this text`;

await main(async () => {
  const { flags, words } = readArguments(Deno.args, { flags: [], values: [] });
  if (flags.has("help")) return console.log(HELP), 0;
  const pictures: string[] = [];
  for (const lesson of words.length ? words.map((word) => findLesson(word)) : syllabus) {
    const file = goalPicture(lesson.id);
    await writeAtomically(file, await solutionPicture(lesson));
    await Deno.remove(changedPicture(file)).catch(() => {}); // left by verify for the author to look at
    pictures.push(shortPath(file));
    if (!flags.has("json")) console.log(`  ${shortPath(file)}`);
  }
  if (flags.has("json")) printJson({ pictures });
  return 0;
});
