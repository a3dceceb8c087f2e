/**
 * A copy of the course for tests of its commands: they may write there, and break things.
 * @module
 */
import { join, relative } from "node:path";
import { root } from "../base/root.ts";
import { TEMPLATES } from "../judge/sandbox/walls/template.ts";
import { removeFolder } from "./remove_folder.ts";
import { writeStubs } from "../teach/stubs/write_stubs.ts";
import { smallFolder } from "./small_course.ts";

/** What the commands need, whatever the course; lessons/ is written anew, for somebody may be working in it. */
const KIT = [
  ...["deno.json", "deno.lock", "deno.light.json", "deno.light.lock", "import_map.json", "mod.ts"],
  ...["kit", "tasks", "data"],
];

/** What a course consists of, beside its syllabus. */
const COURSE = ["solutions", "tests", "docs/pictures"];

/** How a command ended. */
export interface Ended {
  /** Its exit code. */
  code: number;
  /** Its standard output. */
  stdout: string;
  /** Its standard error. */
  stderr: string;
}

/** A course in a folder of its own. */
export interface CourseCopy {
  /** The folder; its path has in it what breaks careless programs. */
  folder: string;
  /** The path of a file in it. */
  path(...parts: string[]): string;
  /** Reads a file of it. */
  read(...parts: string[]): Promise<string>;
  /** Writes a file of it. */
  write(path: string, text: string): Promise<void>;
  /** The arguments with which Deno runs a task of it: "lesson", and what one types after that. */
  taskArguments(name: string, ...words: string[]): string[];
  /** Runs a task of it to its end, without a terminal. */
  task(name: string, ...words: string[]): Promise<Ended>;
  /** Deletes it, at once. */
  remove(): void;
  /** The same. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Copies the kit and the small course into a temporary folder, every lesson a stub and nothing reached.
 * @param lessons The ids of the lessons that it consists of; by default all.
 */
export function courseCopy(...lessons: string[]): Promise<CourseCopy> {
  const isOf = (name: string) => lessons.length === 0 || lessons.some((id) => name.startsWith(id));
  return copyOf(smallFolder, smallSyllabus(lessons), isOf);
}

/** The same of this course, with all of its lessons. */
export async function thisCourseCopy(): Promise<CourseCopy> {
  return await copyOf(root, await Deno.readTextFile(join(root, "syllabus.ts")), () => true);
}

/** The small course's syllabus, with these lessons. */
function smallSyllabus(lessons: readonly string[]): string {
  const all = "./kit/testbed/course/syllabus.ts";
  return `import { syllabus as all } from "${all}";
export { course } from "${all}";
const lessons: string[] = ${JSON.stringify(lessons)};
export const syllabus = all.filter(({ id }) => lessons.length === 0 || lessons.includes(id));
`;
}

async function copyOf(course: string, syllabus: string, isOf: (name: string) => boolean): Promise<CourseCopy> {
  const temporary = await Deno.makeTempDir({ prefix: "downhill-" });
  const folder = join(temporary, "Kurs für Anna & Jörg 100% #1");
  await Deno.mkdir(folder);
  for (const part of KIT) await copy(join(root, part), join(folder, part), () => true);
  for (const part of COURSE) {
    await copy(join(course, part), join(folder, part), (name) => !/^\d\d_/.test(name) || isOf(name));
  }
  await Deno.writeTextFile(join(folder, "syllabus.ts"), syllabus);
  await Deno.mkdir(join(folder, ".cache"));
  await Deno.copyFile(join(root, "deno.lock"), join(folder, ".cache", "deno.lock")); // as deno task prepare does
  // without it, one would be made in the background, while a test measures or clears away
  await copy(TEMPLATES, join(folder, relative(root, TEMPLATES)), (name) => name !== "draft").catch(() => {});
  await writeStubs({ solutions: join(folder, "solutions"), lessons: join(folder, "lessons") });
  const path = (...parts: string[]) => join(folder, ...parts);
  const configFor = (task: string) =>
    ["lesson", "update"].includes(task) ? [`--config=${path("deno.light.json")}`, "--frozen"] : [];
  const taskArguments = (
    name: string,
    ...words: string[]
  ) => [...["run", "--quiet", "-A", "--no-check"], ...configFor(name), path("tasks", `${name}.ts`), ...words];
  return {
    folder,
    path,
    read: (...parts) => Deno.readTextFile(path(...parts)),
    write: (name, text) => Deno.writeTextFile(path(name), text),
    taskArguments,
    task: async (name, ...words) => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: taskArguments(name, ...words),
        cwd: folder,
        env: { COLUMNS: "" }, // eighty, whatever the terminal of the tests says
        stdin: "null",
      }).output();
      return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
    },
    remove: () => removeFolder(temporary),
    [Symbol.asyncDispose]: () => Promise.resolve(removeFolder(temporary)),
  };
}

async function copy(from: string, to: string, isWanted: (name: string) => boolean): Promise<void> {
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    if (isWanted(name)) await copy(join(from, name), join(to, name), isWanted);
  }
}
