import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { newCourse } from "./new_course.ts";

Deno.test("newCourse() copies the pages about the kit, but no test that needs the lessons of this course", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await newCourse(folder, "sorting");
    const isThere = (path: string) => Deno.stat(join(folder, path)).then(() => true, () => false);
    assertEquals(await isThere("tasks/instructors_test.ts"), false);
    const guides = ["instructors", "graders", "security", "page", "scripting"].map((name) => `docs/${name}.md`);
    for (const page of ["README.md", "CONTRIBUTING.md", ...guides]) {
      const text = await Deno.readTextFile(join(folder, page));
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => join(page, "..", link));
      assert(links.length > 0, page);
      for (const link of links) assert(await isThere(link), `${page} links to ${link}, which does not exist`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
