import { assertEquals, assertStringIncludes } from "@std/assert";
import { colouredLine, linesAround } from "./code.ts";

/** The parts of a line that have a colour. */
const coloured = (line: string) =>
  [...colouredLine(line).text.matchAll(/<span class="(\w+)">(.*?)<\/span>/g)].map(([, kind, text]) => [kind, text]);

Deno.test("colouredLine() finds comments, strings, numbers and words, and nothing inside of others", () => {
  assertEquals(coloured('  const x = 0.5; // not "new"'), [["keyword", "const"], ["number", "0.5"], [
    "comment",
    "// not &quot;new&quot;",
  ]]);
  assertEquals(coloured('  return todo("if 1 // 2");'), [["keyword", "return"], ["string", "&quot;if 1 // 2&quot;"]]);
  assertEquals(coloured("  newest += returned1;"), []);
  assertEquals(coloured(" * const in a comment"), [["comment", " * const in a comment"]]);
});

Deno.test("colouredLine() escapes what a lesson contains", () => {
  assertEquals(colouredLine('a<b && "</span>"').text.match(/<(?!\/?span)/), null);
});

Deno.test("linesAround() marks the line, and shows two lines before and after it", () => {
  const text = ["a", "b", "c", "d", "e", "f"].join("\r\n");
  const shown = (number: number) =>
    [...linesAround(text, number).text.matchAll(/<span class="(line[^"]*)"><span class="at">(\d+)<\/span>/g)]
      .map(([, kind, at]) => kind === "line" ? at : `[${at}]`).join(" ");
  assertEquals([shown(1), shown(4), shown(6)], ["[1] 2 3", "2 3 [4] 5 6", "4 5 [6]"]);
  assertEquals([shown(0), shown(7)], ["", ""]);
  assertStringIncludes(linesAround(text, 2).text, 'tabindex="0"');
});
