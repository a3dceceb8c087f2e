import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { merge } from "./merge.ts";

const BASE = `/** Brief. */
export function f(x: number): number {
  return todo("double x");
}

export function g(): number {
  return todo("give 1");
}
`;

const answered = (text: string) => text.replace('return todo("double x");', "const two = 2;\n  return two * x;");

Deno.test("merge() takes lines that only the course changed, and keeps lines that only the learner changed", () => {
  const course = BASE.replace("Brief", "Longer brief") + "\nexport const more = 1;\n";
  assertEquals(merge(answered(BASE), BASE, course), { text: answered(course), conflicts: [] });
  assertEquals(merge(BASE, BASE, course), { text: course, conflicts: [] });
  assertEquals(merge(course, BASE, course), { text: course, conflicts: [] });
});

Deno.test("merge() keeps the learner's code if only the words of a todo change, and updates a remaining todo", () => {
  const course = BASE.replace('todo("double x")', 'todo("twice x")').replace(
    'todo("give 1")',
    `todo(\n    ${JSON.stringify(`give 1, ${"which is not much ".repeat(7)}`)},\n  )`,
  );
  const { text, conflicts } = merge(answered(BASE), BASE, course);
  assertEquals(conflicts, []);
  assertEquals(text, course.replace('return todo("twice x");', "const two = 2;\n  return two * x;"));
});

Deno.test("merge() puts both versions of the same lines between marks, and returns the line number", () => {
  const { text, conflicts } = merge(answered(BASE), BASE, BASE.replace('return todo("double x");', "return x + x;"));
  assertEquals(conflicts, [3]);
  assertEquals(text.split("\n").slice(1, 9), [
    "export function f(x: number): number {",
    "<<<<<<< yours",
    "  const two = 2;",
    "  return two * x;",
    "=======",
    "  return x + x;",
    ">>>>>>> the course's",
    "}",
  ]);
});

/** Texts with few different lines, so that lines repeat. */
const texts = fc.array(fc.constantFrom("", "}", "a", "b", "c"), { maxLength: 12 }).map((lines) => lines.join("\n"));

Deno.test("merge() keeps every line of the learner unless the course has removed it", () => {
  const count = (text: string, line: string) => text.split("\n").filter((each) => each === line).length;
  fc.assert(fc.property(texts, texts, texts, (yours, base, course) => {
    const { text, conflicts } = merge(yours, base, course);
    assertEquals(conflicts.length, count(text, "<<<<<<< yours"));
    for (const line of new Set(yours.split("\n"))) {
      const removed = Math.max(0, count(base, line) - count(course, line));
      assert(count(text, line) >= count(yours, line) - removed, JSON.stringify([line, text]));
    }
  }));
});

Deno.test("merge() changes nothing the second time, for example after an interrupted update", () => {
  const course = BASE.replace("Brief", "Longer brief").replace('todo("double x")', 'todo("twice x")') + "\n// more\n";
  const { text } = merge(answered(BASE), BASE, course);
  assertEquals(merge(text, BASE, course), { text, conflicts: [] });
  assertEquals(merge(text, course, course), { text, conflicts: [] });
});
