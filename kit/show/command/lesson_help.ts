/**
 * What `deno task lesson --help` says, with the lessons of this course as examples.
 * @module
 */
import { course, syllabus } from "../../../syllabus.ts";
import { digitsOf, lessonCommand, nameOf } from "../../base/lesson_number.ts";
import type { Course, LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";
import { countText } from "../../learn/plot/parts/number_text.ts";

/** What `syllabus.ts` exports. */
interface Syllabus {
  course: Pick<Course, "dataSets">;
  syllabus: readonly LessonEntry[];
}

/** The shortest part of a name that an example shows: it still looks like a word. */
const SHORTEST_PART = 4;

const THIS_COURSE: Syllabus = { course, syllabus };

/** The help text, as `helpText()` takes it. */
export function lessonHelp({ course, syllabus }: Syllabus = THIS_COURSE): string {
  const [lesson, another] = ["04", "05"].map((digits) => lessonWith(digits, syllabus));
  const examples = [
    ["deno task lesson", "where am I?"],
    [lessonCommand(lesson.id), `the verdict on lesson ${digitsOf(lesson.id)}`],
    [`deno task lesson ${partOf(another, syllabus)} --watch`, `lesson ${digitsOf(another.id)}, at every save`],
  ];
  const width = Math.max(...examples.map(([command]) => command.length));
  return `deno task lesson [LESSON] [OPTIONS]

Without LESSON: the next lesson's brief, where its checks stand, and what it should look like. With LESSON (a number, a name or a part of it): the verdict. --watch and --hint without LESSON take the next one.

  --watch          a verdict at every save (keys: n h l r o q)
  --hint           the next hint for the first check that does not pass
  --compare        your answer beside the solution, once the lesson is solved
  --list           all lessons, and what you have reached
  --reset          the stub again; what you wrote goes to backups/
  --solution       run the instructor's solution instead of your file
  --all            every lesson in a table, their pictures in plots/index.html
${fullHelp(course)}  --device NAME    auto (default; deno task devices shows what that takes here),
                   cpu, wasm or webgpu
  --seed NUMBER    for what the checks draw at random (default 42)
  --plots FOLDER   where pictures are written (default plots/)
  --open           open the picture in your system's viewer
  --json           one JSON value instead of a screen
  --help           this text

While a lesson trains, a line tells how it goes; Ctrl-C draws what it had, and keeps the model in plots/, if the lesson gives it to showProgress.
Lessons that are missing in lessons/ are written as stubs, and no file of yours is replaced but by --reset. After you got a newer course: deno task update
Exit code: 0 every check passed (or nothing was judged), 1 some did not, 2 the command or the installation is wrong. Your progress is in progress.txt.

${examples.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`).join("\n")}`;
}

/**
 * A command with `flag` and a lesson for which it means something, as an example.
 * @throws {UsageError} If the course has none.
 */
export function exampleWith(flag: string, { syllabus }: Pick<Syllabus, "syllabus"> = THIS_COURSE): string {
  const lesson = flag === "full" ? syllabus.find(({ data }) => data !== undefined) : lessonWith("04", syllabus);
  if (!lesson) throw new UsageError(`No lesson of this course has a data set: leave --${flag} out.`);
  return `${lessonCommand(lesson.id)} --${flag}`;
}

/**
 * The lesson of that number, or the last one where there is none.
 * @throws {UsageError} If there are no lessons.
 */
function lessonWith(digits: string, syllabus: readonly LessonEntry[]): LessonEntry {
  const lesson = syllabus.find(({ id }) => digitsOf(id) === digits) ?? syllabus.at(-1);
  if (!lesson) throw new UsageError("syllabus.ts lists no lesson: add one.");
  return lesson;
}

/** As much of the name of a lesson as fits no other. */
function partOf({ id }: LessonEntry, syllabus: readonly LessonEntry[]): string {
  const name = nameOf(id);
  for (let length = SHORTEST_PART; length < name.length; length++) {
    const part = name.slice(0, length);
    if (syllabus.every((other) => other.id === id || !other.id.includes(part))) return part;
  }
  return name;
}

/** The line of --full, if there is a data set. */
function fullHelp(course: Syllabus["course"]): string {
  const [set, ...others] = Object.values(course.dataSets);
  if (!set) return "";
  const all = others.length > 0 ? "all examples" : `all ${countText(set.counts.full.train)} ${set.items}`;
  return `  --full           train on ${all}: judges the checks that need them\n`;
}
