/**
 * Makes a new course, which has the kit but not the lessons of this course.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { UsageError } from "../../base/usage_error.ts";
import { writeAtomically } from "../../base/write.ts";

/** The files of the kit and the pages that explain it. */
const KIT: readonly string[] = [
  ...[".ci", ".gitattributes", ".gitignore", "LICENSE", "CONTRIBUTING.md", "mod.ts", "import_map.json"],
  ...[
    "deno.lock",
    "deno.light.json",
    "deno.light.lock",
    "kit",
    "tasks",
    "data",
    "docs/security.md",
    "docs/instructors.md",
    "docs/graders.md",
    "docs/github",
    "docs/grades_index.png",
    "docs/machines",
    "docs/scripting.md",
    "docs/scripts",
    "docs/page.md",
    "docs/page.png",
    "docs/page_solved.png",
    "docs/page_large.png",
    "docs/page_phone.png",
  ],
];

/** A test of the steps in docs/instructors.md, which needs the lessons of this course. */
const OWN_TEST = "tasks/instructors_test.ts";

/** The tasks that are only for this course. */
const OWN_TASKS = ["bench"];

/**
 * Writes a course without lessons into `folder`, which must be empty or missing. The course has the kit, a syllabus and
 * a README.
 * @param name The name of the course.
 * @throws {UsageError} If `folder` is not empty. In that case, nothing is written.
 */
export async function newCourse(folder: string, name: string): Promise<void> {
  if (!await isEmpty(folder)) {
    throw new UsageError(
      `${folder} is not empty: name an empty folder, or a new one. ` +
        "To add a lesson to a course, run deno task new in its folder, without --course.",
    );
  }
  for (const part of KIT) await copy(join(root, part), join(folder, part));
  await Deno.remove(join(folder, OWN_TEST)).catch(() => {}); // missing in a course made like this
  const write = (path: string, text: string) => writeAtomically(join(folder, path), text);
  await write("deno.json", await configuration());
  await write("syllabus.ts", syllabusWithoutLessons(await Deno.readTextFile(join(root, "syllabus.ts")), name));
  await write("README.md", readme(name));
  await write("CHANGELOG.md", "# Changelog\n\nWhat has changed for learners, graders and instructors, newest first.\n");
  await write(
    "tests/oracles/README.md",
    "Expected results that the checks of several lessons use. deno task test also reads this folder.\n",
  );
  await write("lessons/README.md", await Deno.readTextFile(join(root, "lessons", "README.md")));
  for (const room of ["solutions", "tests/mutants", "tests/alternatives", "tests/diagnoses", "docs/pictures"]) {
    await Deno.mkdir(join(folder, room), { recursive: true });
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    for await (const _ of Deno.readDir(folder)) return false;
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    if (error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}

/** The text of deno.json without the tasks that are only for this course. */
async function configuration(): Promise<string> {
  const all = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  for (const task of OWN_TASKS) delete all.tasks[task];
  return JSON.stringify(all, null, 2) + "\n";
}

/**
 * The syllabus of this course with another name and without lessons, but with the same rules, packages and data sets.
 */
function syllabusWithoutLessons(syllabus: string, name: string): string {
  const begin = syllabus.indexOf("[", syllabus.indexOf("=", syllabus.indexOf("export const syllabus"))) + 1;
  return (syllabus.slice(0, begin) + syllabus.slice(syllabus.lastIndexOf("];")))
    .replace(/name: ".*"/, () => `name: ${JSON.stringify(name)}`);
}

function readme(name: string): string {
  return `# ${name}

A course whose lessons are judged at every save. You need only [Deno](https://deno.com) or Node:

\`\`\`sh
npx -y deno@2 task lesson   # where am I?
npx -y deno@2 task test     # is everything correct?
\`\`\`

[docs/instructors.md](docs/instructors.md) leads from an idea to a lesson, and [CONTRIBUTING.md](CONTRIBUTING.md) says
more about each part of a lesson. The kit comes from [Downhill](https://jsr.io/@downhill/downhill).
`;
}

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) {
    await Deno.mkdir(join(to, ".."), { recursive: true });
    return await Deno.copyFile(from, to);
  }
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) await copy(join(from, name), join(to, name));
}
