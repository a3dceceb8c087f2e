/**
 * Draws the goal pictures.
 * @module
 */
import { readArguments } from "../kit/command/arguments.ts";
import { main } from "../kit/command/main.ts";
import { printJson } from "../kit/command/request.ts";
import { goalPicture } from "../kit/command/where_am_i.ts";
import { findLesson } from "../kit/find_lesson.ts";
import { writeAtomically } from "../kit/write.ts";
import { shortPath } from "../kit/root.ts";
import { syllabus } from "../kit/syllabus.ts";
import { changedPicture, solutionPicture } from "../kit/verify/picture_problems.ts";

const HELP = `deno task pictures [LESSON…] [OPTIONS]

Draws docs/pictures/ from the solutions: what learners see as their goal, and
what deno task verify compares with. All lessons, or those that are named.

  --json    one JSON value: the paths
  --help    this text`;

await main(async () => {
  const { flags, words } = readArguments(Deno.args, { flags: [], values: [] });
  if (flags.has("help")) return console.log(HELP), 0;
  const pictures: string[] = [];
  for (const { id } of words.length ? words.map(findLesson) : syllabus) {
    const file = goalPicture(id);
    await writeAtomically(file, await solutionPicture(id));
    await Deno.remove(changedPicture(file)).catch(() => {}); // verify may have left it there to be looked at
    pictures.push(shortPath(file));
    if (!flags.has("json")) console.log(`  ${shortPath(file)}`);
  }
  if (flags.has("json")) printJson({ pictures });
  return 0;
});
