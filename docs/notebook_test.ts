/**
 * The tables of the notebook's questions name only existing lessons and checks, and every lesson.
 * @module
 */
import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { readText } from "../kit/base/read_text.ts";
import { syllabus } from "../syllabus.ts";

const root = join(import.meta.dirname!, "..");
const guide = await readText(join(root, "docs/notebook.md"));
const ids = syllabus.map(({ id }) => id);

/** The rows of all tables: the question, the lesson, and the ids of the checks. */
const rows = guide.split("\n").filter((line) => /^\| .*\d\d_/.test(line)).map((line) => {
  const [, asked, lesson, checks] = line.split("|").map((cell) => cell.trim());
  return { asked, lesson, checks: [...checks.matchAll(/`([^`]*)`/g)].map(([, id]) => id) };
});

Deno.test("docs/notebook.md has a row for every lesson, and names no other", () => {
  assertEquals(ids.filter((id) => !rows.some(({ lesson }) => lesson === id)), []);
  assertEquals(rows.map(({ lesson }) => lesson).filter((id) => !ids.includes(id)), []);
  assertEquals((guide.match(/\b\d\d_\w+/g) ?? []).filter((id) => !ids.includes(id)), []);
});

Deno.test("docs/notebook.md names at least one check in each row, and only checks of the row's lesson", async () => {
  const wrong: string[] = [];
  for (const { asked, lesson, checks } of rows) {
    const tests = ids.includes(lesson) ? await readText(join(root, "tests", `${lesson}_test.ts`)) : "";
    if (checks.length === 0) wrong.push(`${asked}: no check`);
    for (const id of checks) if (!tests.includes(`\n  id: "${id}",\n`)) wrong.push(`${asked}: ${id}`);
  }
  assertEquals(wrong, []);
});

Deno.test("docs/notebook.md has every check id in a row", () => {
  const inRows = rows.flatMap(({ checks }) => checks);
  assertEquals((guide.match(/\b\d\d-[a-z]\w*/g) ?? []).filter((id) => !inRows.includes(id)), []);
});
