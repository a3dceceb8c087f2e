/**
 * Makes a copy of the course for tests of its commands, which may write there and break things.
 * @module
 */
import { join, relative } from "node:path";
import { root } from "../base/root.ts";
import { TEMPLATES } from "../judge/sandbox/walls/template.ts";
import { removeFolder } from "./remove_folder.ts";
import { writeStubs } from "../teach/stubs/write_stubs.ts";
import { smallFolder } from "./small_course.ts";

/**
 * The files that the commands need in any course. `lessons/` is generated, not copied, because somebody may be working
 * in it.
 */
const KIT = [
  ...["deno.json", "deno.lock", "deno.light.json", "deno.light.lock", "import_map.json", "mod.ts"],
  ...["kit", "tasks", "data"],
];

/** The parts of a course besides its syllabus. */
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
  /** The folder; its path contains characters that break careless programs. */
  folder: string;
  /** The path of a file in it. */
  path(...parts: string[]): string;
  /** Reads one of its files. */
  read(...parts: string[]): Promise<string>;
  /** Writes one of its files. */
  write(path: string, text: string): Promise<void>;
  /** The arguments with which Deno runs one of its tasks: the name, such as "lesson", and the words after it. */
  taskArguments(name: string, ...words: string[]): string[];
  /** Runs one of its tasks to its end, without a terminal. */
  task(name: string, ...words: string[]): Promise<Ended>;
  /** Deletes the folder at once. */
  remove(): void;
  /** Also deletes the folder. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Copies the kit and the small course into a temporary folder: every lesson is a stub, and no progress is stored.
 * @param lessons The ids of its lessons; by default all.
 */
export function courseCopy(...lessons: string[]): Promise<CourseCopy> {
  const isOf = (name: string) => lessons.length === 0 || lessons.some((id) => name.startsWith(id));
  return copyOf(smallFolder, smallSyllabus(lessons), isOf);
}

/** Copies this course, with all of its lessons. */
export async function thisCourseCopy(): Promise<CourseCopy> {
  return await copyOf(root, await Deno.readTextFile(join(root, "syllabus.ts")), () => true);
}

/** The text of the small course's syllabus, with only these lessons. */
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
  // otherwise a template would be made in the background, while a test measures or cleans up
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
        env: { COLUMNS: "" }, // 80 columns, whatever the width of the tests' terminal
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
