/**
 * The text of `deno task lesson --help`, with examples from the lessons of this course.
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

/** The shortest part of a name that an example uses, in characters: a shorter part would not look like a word. */
const SHORTEST_PART = 4;

const THIS_COURSE: Syllabus = { course, syllabus };

/** The help text, for `helpText()`. */
export function lessonHelp({ course, syllabus }: Syllabus = THIS_COURSE): string {
  const [lesson, another] = ["04", "05"].map((digits) => lessonWith(digits, syllabus));
  const examples = [
    ["deno task lesson", "where am I?"],
    [lessonCommand(lesson.id), `the verdict on lesson ${digitsOf(lesson.id)}`],
    [`deno task lesson ${partOf(another, syllabus)} --watch`, `lesson ${digitsOf(another.id)}, each time you save`],
  ];
  const width = Math.max(...examples.map(([command]) => command.length));
  return `deno task lesson [LESSON] [OPTIONS]

Without LESSON: shows the brief of the next lesson, the state of its checks, and its goal picture. With LESSON (a number, a name or part of a name): shows the verdict on that lesson. Without LESSON, --watch, --page and --hint use the next lesson.

  --watch          show a verdict each time you save; the last line lists the keys
  --page           the same in the browser; the terminal shows the address
  --projector      with --page: large type
  --host NAME      with --page: the name under which a service forwards the page
  --hint           show the next hint for the first check that does not pass
  --compare        show your answer to a solved lesson next to the solution
  --list           show all lessons, and your points in each
  --reset          restore the stub; what you wrote is kept in backups/
  --solution       run the instructor's solution instead of your file
  --all            judge all lessons: show a table, and put all pictures on one page, plots/index.html
${fullHelp(course)}  --device NAME    auto (the default; deno task devices shows what it uses),
                   cpu, wasm or webgpu
  --seed NUMBER    the seed of the checks' random numbers (default 42)
  --plots FOLDER   where pictures are written (default plots/)
  --open           open the picture in your system's viewer
  --json           print one JSON value instead of a screen
  --help           print this text

While a lesson trains a model, a line shows the progress. Ctrl-C stops the training, draws the loss so far, and saves the model in plots/ if the lesson passes it to showProgress.
Lessons that are missing in lessons/ are written as stubs. Only --reset replaces a lesson that you have begun. After you get a newer course, run deno task update.
Exit code: 0 every check passed (or nothing was judged), 1 a check did not pass, 2 wrong usage, or a broken installation. Your progress is in progress.txt.

${examples.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`).join("\n")}`;
}

/**
 * An example: a command with `flag` and a lesson that has this option.
 * @throws {UsageError} If the course has no such lesson.
 */
export function exampleWith(flag: string, { syllabus }: Pick<Syllabus, "syllabus"> = THIS_COURSE): string {
  const lesson = flag === "full" ? syllabus.find(({ data }) => data !== undefined) : lessonWith("04", syllabus);
  if (!lesson) throw new UsageError(`No lesson of this course has a data set: leave --${flag} out.`);
  return `${lessonCommand(lesson.id)} --${flag}`;
}

/**
 * The lesson with that number, or the last lesson if no lesson has it.
 * @throws {UsageError} If there are no lessons.
 */
function lessonWith(digits: string, syllabus: readonly LessonEntry[]): LessonEntry {
  const lesson = syllabus.find(({ id }) => digitsOf(id) === digits) ?? syllabus.at(-1);
  if (!lesson) throw new UsageError("syllabus.ts lists no lesson: add one.");
  return lesson;
}

/** The shortest beginning of a lesson's name that occurs in no other lesson's name. */
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
  return `  --full           train on ${all}, for the checks that need them\n`;
}
