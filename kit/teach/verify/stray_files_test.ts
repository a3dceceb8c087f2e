import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { syllabus } from "../../../syllabus.ts";
import { missingFiles, strayFiles } from "./stray_files.ts";

/** Calls `work` with a course in which every lesson has all of its files; all of them are empty. */
async function withCourse(work: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  const write = async (...parts: string[]) => {
    await Deno.mkdir(join(root, ...parts, ".."), { recursive: true });
    await Deno.writeTextFile(join(root, ...parts), "");
  };
  try {
    for (const { id } of syllabus) {
      for (const room of ["solutions", "tests/mutants"]) await write(room, `${id}.ts`);
      await write("tests/diagnoses", `${id}.json`);
      await write("tests", `${id}_test.ts`);
      await write("docs/pictures", `${id}.svg`);
      await write("tests/alternatives", id, "other.ts");
    }
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("strayFiles() finds nothing in a complete course, even if the system has hidden files in it", () =>
  withCourse(async (root) => {
    await Deno.writeTextFile(join(root, "solutions", ".DS_Store"), "");
    await Deno.mkdir(join(root, "tests", "oracles"));
    const oracles = ["line.ts", "line_test.ts", `${syllabus[0].id}.ts`, `${syllabus[0].id}_test.ts`];
    for (const name of oracles) await Deno.writeTextFile(join(root, "tests", "oracles", name), "");
    await Deno.mkdir(join(root, "tests", "equivalents"));
    await Deno.writeTextFile(join(root, "tests", "equivalents", `${syllabus[0].id}.json`), "");
    assertEquals(await strayFiles(root), []);
  }));

Deno.test("strayFiles() names files that belong to no lesson", () =>
  withCourse(async (root) => {
    await Deno.writeTextFile(join(root, "solutions", "99_more.ts"), "");
    await Deno.writeTextFile(join(root, "tests", "helpers.ts"), "");
    await Deno.mkdir(join(root, "tests", "oracles"));
    await Deno.writeTextFile(join(root, "tests", "oracles", "99_more.ts"), "");
    assertEquals(await strayFiles(root), [
      "solutions/99_more.ts belongs to no lesson of syllabus.ts: remove it.",
      "tests/helpers.ts belongs to no lesson of syllabus.ts: remove it.",
      "tests/oracles/99_more.ts belongs to no lesson of syllabus.ts: remove it.",
    ]);
  }));

Deno.test("missingFiles() says what to do about each missing file", () =>
  withCourse(async (root) => {
    const { id } = syllabus[0];
    assertEquals(await missingFiles(root, id), []);
    await Deno.remove(join(root, "tests"), { recursive: true });
    await Deno.remove(join(root, "docs"), { recursive: true });
    assertEquals(await missingFiles(root, id), [
      `tests/${id}_test.ts is missing: write the checks.`,
      `tests/mutants/${id}.ts is missing: write wrong answers.`,
      `tests/alternatives/${id} is missing: write other right answers into this folder.`,
      `tests/diagnoses/${id}.json is missing: run deno task diagnose ${Number(id.slice(0, 2))}.`,
      `docs/pictures/${id}.svg is missing: run deno task pictures ${Number(id.slice(0, 2))}.`,
    ]);
  }));
