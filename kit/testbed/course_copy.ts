/**
 * A copy of the course for tests of its commands: they may write there, and break things.
 * @module
 */
import { join, relative } from "node:path";
import { root } from "../base/root.ts";
import { TEMPLATES } from "../judge/sandbox/walls/template.ts";
import { removeFolder } from "./remove_folder.ts";
import { writeStubs } from "../teach/stubs/write_stubs.ts";
import { syllabus } from "../../syllabus.ts";

/** What the commands need; lessons/ is written anew, for somebody may be working in it. */
const PARTS = [
  ...["deno.json", "deno.lock", "deno.light.json", "deno.light.lock", "import_map.json", "mod.ts", "syllabus.ts"],
  ...["kit", "solutions", "tests", "tasks", "data", "docs/pictures"],
];

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
 * Copies the course into a temporary folder, every lesson a stub and nothing reached.
 * @param lessons The ids of the lessons that it consists of.
 */
export async function courseCopy(...lessons: string[]): Promise<CourseCopy> {
  const temporary = await Deno.makeTempDir({ prefix: "downhill-" });
  const folder = join(temporary, "Kurs für Anna & Jörg 100% #1");
  const isWanted = (name: string) => !/^\d\d_/.test(name) || lessons.some((id) => name.startsWith(id));
  await Deno.mkdir(folder);
  for (const part of PARTS) await copy(join(root, part), join(folder, part), isWanted);
  await Deno.mkdir(join(folder, ".cache"));
  await Deno.copyFile(join(root, "deno.lock"), join(folder, ".cache", "deno.lock")); // as deno task prepare does
  // without it, one would be made in the background, while a test measures or clears away
  await copy(TEMPLATES, join(folder, relative(root, TEMPLATES)), (name) => name !== "draft").catch(() => {});
  const entries = syllabus.filter(({ id }) => lessons.includes(id));
  const source = await Deno.readTextFile(join(folder, "syllabus.ts"));
  const list = `export const syllabus: readonly LessonEntry[] = ${JSON.stringify(entries)};\n`;
  await Deno.writeTextFile(
    join(folder, "syllabus.ts"),
    source.replace(/^export const syllabus[^]*/m, () => list),
  );
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
