import { assertEquals } from "@std/assert";
import { sampleResults } from "../../../testbed/classes/results.ts";
import { withoutFolders } from "./without_folders.ts";

/** A text after its way through withoutFolders(). */
function clean(text: string, folders: string[] = []): string {
  const [student] = sampleResults().students;
  return withoutFolders({ ...student, name: text }, folders).name;
}

Deno.test("withoutFolders() shortens addresses of files to their names", () => {
  assertEquals(clean("at walk (file:///home/ada/grades/04_walk.ts:3:7)"), "at walk (…/04_walk.ts:3:7)");
  assertEquals(clean('"file:///C:/Users/Ada%20L/04_walk.ts"'), '"…/04_walk.ts"');
});

Deno.test("withoutFolders() leaves out the grader's folders, the longest first", () => {
  assertEquals(clean("/home/ada/grades/a.ts and /home/ada/b", ["/home/ada", "/home/ada/grades"]), "…/a.ts and …/b");
});

Deno.test("withoutFolders() keeps formulas, fractions and paths of the student", () => {
  for (const text of ["1/2 of f(x)/g(x)", "lessons/04_walk.ts", "https://example.org/a/b", "profile: a/b"]) {
    assertEquals(clean(text, ["/"]), text);
  }
});
