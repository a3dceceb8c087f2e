import { assertEquals } from "@std/assert";
import { sampleResults } from "../../../testbed/classes/results.ts";
import { notesOf } from "./notes.ts";

Deno.test("notesOf() counts late lessons, and files that were not graded", () => {
  const [ada] = sampleResults().students.filter(({ student }) => student === "ada");
  assertEquals(notesOf(ada), "");
  const late = ada.lessons.map((lesson) => ({ ...lesson, isLate: true }));
  const refused = [{ path: "a.ts", reason: "a.ts is a link." }];
  assertEquals(
    notesOf({ ...ada, lessons: late, refused, ignored: ["b", "c"] }),
    "3 late, 1 file refused, 2 files ignored",
  );
});
