import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { newLesson } from "./new_lesson.ts";

const SYLLABUS = `export const syllabus = [
  {
    id: "07_sorting",
    title: "Sorting",
    part: "II",
    device: null,
    learned: "…",
  },
];
`;

/** Calls `use` with an empty course whose syllabus is this text. */
async function inCourse(syllabus: string, use: (root: string) => Promise<void>) {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(root, "syllabus.ts"), syllabus);
    await use(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("newLesson() uses the next number, and the part of the last lesson", () =>
  inCourse(SYLLABUS, async (root) => {
    const { id, paths } = await newLesson(root, { name: "binary_search" });
    assertEquals(id, "08_binary_search");
    const syllabus = await Deno.readTextFile(join(root, "syllabus.ts"));
    assertStringIncludes(syllabus, `    id: "08_binary_search",\n    title: "Binary search",\n    part: "II",\n`);
    assertEquals(syllabus.indexOf("07_sorting") < syllabus.indexOf("08_binary_search"), true);
    const solution = await Deno.readTextFile(join(root, "solutions/08_binary_search.ts"));
    assertStringIncludes(solution, " * # 08 · Binary search\n");
    for (const path of paths) {
      const text = await Deno.readTextFile(join(root, path));
      assertEquals([path, text.match(/\b00\b|00_name|The title/)], [path, null]);
    }
  }));

Deno.test("newLesson() begins an empty course with lesson 01", () =>
  inCourse("export const syllabus = [];\n", async (root) => {
    const { id } = await newLesson(root, { name: "sets", title: 'What is a "set"?', part: "A", device: "cpu" });
    assertEquals(id, "01_sets");
    const { syllabus } = await import(`file://${root}/syllabus.ts`);
    assertEquals(syllabus[0].title, 'What is a "set"?');
    assertEquals([syllabus[0].part, syllabus[0].device], ["A", "cpu"]);
  }));

Deno.test("newLesson() adds a row to the notebook's last table", () =>
  inCourse(SYLLABUS, async (root) => {
    await Deno.mkdir(join(root, "docs"));
    await Deno.writeTextFile(join(root, "docs/notebook.md"), "| a |\n| - |\n| b |\n\nThe end.\n");
    await newLesson(root, { name: "sets" });
    assertEquals(
      await Deno.readTextFile(join(root, "docs/notebook.md")),
      "| a |\n| - |\n| b |\n| TODO: what the notebook asks | 08_sets | `08-values` |\n\nThe end.\n",
    );
  }));

Deno.test("newLesson() refuses a name that is not allowed, and writes nothing", () =>
  inCourse(SYLLABUS, async (root) => {
    for (const name of ["", "Sets", "sets!", "../sets", "9_sets", "a-b", "sorting"]) {
      await assertRejects(() => newLesson(root, { name }), UsageError);
    }
    assertEquals([...Deno.readDirSync(root)].map(({ name }) => name), ["syllabus.ts"]);
    assertEquals(await Deno.readTextFile(join(root, "syllabus.ts")), SYLLABUS);
  }));

Deno.test("newLesson() never overwrites a file", () =>
  inCourse(SYLLABUS, async (root) => {
    await Deno.mkdir(join(root, "solutions"));
    await Deno.writeTextFile(join(root, "solutions/08_sets.ts"), "mine");
    await assertRejects(() => newLesson(root, { name: "sets" }), UsageError, "solutions/08_sets.ts already exists");
    assertEquals(await Deno.readTextFile(join(root, "solutions/08_sets.ts")), "mine");
    assertEquals(await Deno.readTextFile(join(root, "syllabus.ts")), SYLLABUS);
  }));
