import { assertEquals } from "@std/assert";
import { withoutComments } from "./without_comments.ts";

Deno.test("withoutComments() removes line and block comments", () => {
  assertEquals(withoutComments("a; // b\n/* c\n */ d /* e */;"), "a; \n d ;");
});

Deno.test("withoutComments() can leave each line at its number", () => {
  assertEquals(withoutComments("a; // b\n/* c\n */ d /* e */;", { keepLines: true }), "a; \n\n d ;");
});

Deno.test("withoutComments() does not change strings and templates", () => {
  const source = 'f("http://a", \'/* b */\', `// ${c}\n// d`, "\\"// e");';
  assertEquals(withoutComments(source), source);
});
