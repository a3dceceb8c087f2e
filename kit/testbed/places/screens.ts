/**
 * The screens of a learner, as text: each command in every state of a course.
 * @module
 */
import { courseCopy } from "../course_copy.ts";
import { smallSolution } from "../small_course.ts";
import { columns } from "../../base/columns.ts";

/** One screen. */
export interface Screen {
  /** The command and the state: "lesson_4_fails". */
  name: string;
  /** The command and its output, including standard error. */
  text: string;
}

const [BY_HAND, TENSORS] = ["04_gradient_descent", "20_fashion_mnist"];

/**
 * Runs the learner's commands in a copy of the course, with this many columns.
 * @param width The width of the simulated terminal.
 */
export async function* screensAt(width: number): AsyncGenerator<Screen, void, undefined> {
  await using course = await courseCopy();
  const solution = smallSolution("04");
  const tensors = smallSolution("20");
  const write = (lesson: string, text: string) => course.write(`lessons/${lesson}.ts`, text);

  const screen = async (name: string, task: string, ...words: string[]): Promise<Screen> => {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: course.taskArguments(task, ...words),
      cwd: course.folder,
      env: { COLUMNS: String(width), NO_COLOR: "1" },
      stdin: "null",
    }).output();
    const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    return { name, text: `$ deno task ${[task, ...words].join(" ")}\n${out}${error}` };
  };

  yield await screen("help", "lesson", "--help");
  yield await screen("data_help", "data", "--help");
  yield await screen("data", "data");
  yield await screen("where_am_i", "lesson");
  yield await screen("list", "lesson", "--list");
  yield await screen("lesson_4_stub", "lesson", "4");
  yield await screen("compare_unsolved", "lesson", "4", "--compare");
  yield await screen("hint", "lesson", "4", "--hint");
  yield await screen("hint_again", "lesson", "4", "--hint");
  yield await screen("wrong_usage", "lesson", "4", "--hint", "--reset");
  await write(BY_HAND, solution.replace("x -= learningRate", "x += learningRate"));
  yield await screen("lesson_4_fails", "lesson", "4");
  await write(BY_HAND, solution.replace("losses.push(f(x));", 'console.log("x is", x); losses.push(f(x).toFixed(3));'));
  yield await screen("lesson_4_prints_and_has_type_errors", "lesson", "4");
  await write(BY_HAND, solution.replace("{ x, losses };", "{ x, losses"));
  yield await screen("lesson_4_does_not_load", "lesson", "4");
  await write(TENSORS, tensors.replace("const [value] =", "mean.dispose();\n  const [value] ="));
  yield await screen("lesson_20_throws", "lesson", "20");
  await write(TENSORS, tensors);
  yield await screen("lesson_20_on_webgpu", "lesson", "20", "--device", "webgpu");
  yield await screen("all", "lesson", "--all");
  await write(BY_HAND, solution.replace("x -= learningRate * df(x);", "x = x - df(x) * learningRate;"));
  yield await screen("lesson_4_solved", "lesson", "4");
  yield await screen("compare", "lesson", "4", "--compare");
  yield await screen("solution", "lesson", "4", "--solution");
  yield await screen("list_begun", "lesson", "--list");
  yield await screen("reset", "lesson", "4", "--reset");
}

/** The lines of `text` that are too wide but could have been broken between two words. */
export function tooWide(text: string, width: number): string[] {
  const [, ...lines] = text.split("\n"); // the first is the command
  return lines.filter((line) => columns(line) > width && /\S +\S/.test(line));
}
