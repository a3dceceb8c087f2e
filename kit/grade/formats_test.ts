import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import { readText } from "../base/read_text.ts";
import { root } from "../base/root.ts";
import { UsageError } from "../base/usage_error.ts";
import { chosenFormats, FORMATS, requireNames } from "./formats.ts";

Deno.test("chosenFormats() finds the formats of a list, in the order of the table, and none without a list", () => {
  assertEquals(chosenFormats("tap, Moodle,tap").map(({ name }) => name), ["moodle", "tap"]);
  assertEquals(chosenFormats(FORMATS.map(({ name }) => name).join(",")), [...FORMATS]);
  assertEquals(chosenFormats(undefined), []);
});

Deno.test("chosenFormats() suggests a name for a wrong one, and lists them all", () => {
  const all = "--format takes moodle, canvas, nbgrader, gradescope, classroom50, exercism, github, tap.";
  const message = (text: string) => assertThrows(() => chosenFormats(text), UsageError).message;
  assertEquals(message("moodle,gradscope"), `There is no format "gradscope", did you mean gradescope? ${all}`);
  assertEquals(message("xlsx"), `There is no format "xlsx". ${all}`);
  assertEquals(message("moodle,"), `There is no format "". ${all}`);
});

Deno.test("each format has a file or a folder of its own, named like the format", () => {
  for (const { name, path } of FORMATS) assertEquals(path.replace(/[./].*/, ""), name);
});

Deno.test("docs/graders.md lists the formats, with their files and what they are for", async () => {
  const guide = await readText(join(root, "docs/graders.md"));
  const rows = guide.split("\n").map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  const begin = rows.findIndex(([first]) => first === "`--format`");
  const expected = FORMATS.map(({ name, path, use }) => [`\`${name}\``, `\`${path}\``, use]);
  assertEquals(rows.slice(begin + 2, begin + 2 + FORMATS.length), expected);
});

Deno.test("requireNames() refuses tables in which a platform looks for identifiers", () => {
  const sentence = "--format canvas needs the students' identifiers: leave out --anonymous.";
  assertEquals(assertThrows(() => requireNames(chosenFormats("tap,canvas")), UsageError).message, sentence);
  requireNames(chosenFormats("gradescope,classroom50,exercism,github,tap"));
});
