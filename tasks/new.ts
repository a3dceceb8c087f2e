/**
 * Creates a lesson, or a course.
 * @module
 */
import { basename, resolve } from "node:path";
import { readArguments } from "../kit/base/arguments.ts";
import { digitsOf } from "../kit/base/lesson_number.ts";
import { root, shortPath } from "../kit/base/root.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { newCourse } from "../kit/teach/new/new_course.ts";
import { newLesson, requireName } from "../kit/teach/new/new_lesson.ts";

const HELP = `deno task new NAME [OPTIONS]

Adds a complete lesson to the end of the course: an entry in syllabus.ts, a
brief with its sections, a solution, checks with hints, wrong answers, other
right answers, and a picture. In this lesson, learners halve a number, and deno
task verify finds no problems. Replace the parts that are marked TODO: deno task
verify lists the parts that are still marked.

  NAME              lower-case letters, digits and _, such as momentum; the
                    lesson's number is added
  --title TITLE     the title in the brief; by default, made from NAME
  --part PART       the part of the course, such as III; by default, the part
                    of the last lesson
  --device NAME     cpu or auto, if the lesson uses TF.js; by default, it
                    does not
  --course FOLDER   create a new course in FOLDER, with this lesson as its
                    first lesson. The kit is copied, but not the lessons of
                    this course. FOLDER must be empty or not exist yet. Its name
                    becomes the name of the course. To add lessons, run deno
                    task new in FOLDER.
  --json            print the folder, the id and the paths as one JSON value
  --help            print this text

Exit code: 0 the lesson was created, 2 wrong usage.`;

/** The devices for a lesson. */
const DEVICES = ["cpu", "auto"] as const;

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, {
    flags: [],
    values: ["title", "part", "device", "course"],
    words: 1,
  });
  if (flags.has("help")) return console.log(HELP), 0;
  if (words.length === 0) throw new UsageError("Name the lesson: deno task new momentum");
  const device = DEVICES.find((name) => name === values.get("device"));
  if (values.has("device") && !device) {
    throw new UsageError(`--device ${values.get("device")} is not possible: use cpu or auto.`);
  }
  const asked = { name: words[0], title: values.get("title"), part: values.get("part"), device };
  const course = values.get("course");
  const folder = course === undefined ? root : resolve(course);
  requireName(asked.name);
  if (course !== undefined) await newCourse(folder, basename(folder));
  const { id, paths } = await newLesson(folder, asked);
  // formats the files: a long title makes a line too long, and a new row widens a table
  await deno(folder, "fmt", "--quiet", ...paths);
  await deno(folder, "task", "--quiet", "pictures", id);
  await deno(folder, "task", "--quiet", "diagnose", id);
  paths.push(`docs/pictures/${id}.svg`, `tests/diagnoses/${id}.json`);
  if (flags.has("json")) printJson({ folder, id, paths });
  else {
    for (const path of paths.sort()) console.log(`  ${path}`);
    if (course !== undefined) console.log(`  The course is in ${shortPath(folder)}: cd there.`);
    const verify = `deno task verify ${Number(digitsOf(id))} --watch`;
    console.log(`  Replace the parts marked TODO. To list the remaining ones at every save: ${verify}`);
  }
  return 0;
});

/** Runs Deno in the course, in a new process, which loads the new syllabus. */
async function deno(cwd: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd, stdin: "null" }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
