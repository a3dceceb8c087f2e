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

Deno.test("withoutComments() distinguishes regular expressions from divisions", () => {
  const kept = ["f(/['\"`]/g, ", "x = /a\\/[/*]/;", "return /[\\]'/]/;", "a / b / c;", "(a) / 2;", "a[0] / '/';"];
  for (const code of kept) assertEquals(withoutComments(`${code}// it's "d"\n/* e */`), `${code}\n`);
});

Deno.test("withoutComments() removes the comments in the code of a template, and no text of it", () => {
  const source = "`//a ${ { b: `/*c*/ ${d}` /* e */ } /* f */ } // g \\` ${h} $ { ` /* i */ + `j`; // `k`";
  assertEquals(withoutComments(source), "`//a ${ { b: `/*c*/ ${d}`  }  } // g \\` ${h} $ { `  + `j`; ");
});

Deno.test("withoutComments() reads a hostile program once, from its beginning to its end", () => {
  for (
    const part of [
      '"\\',
      "'\\",
      "`\\",
      "/*",
      "\\`",
      '\\"',
      "(/[",
      "(/\\",
      "//",
      "/",
      "a",
      "\\",
      "`",
      "`${",
      "`${{",
      "}`",
      "$",
      "`\\",
    ]
  ) {
    const source = part.repeat(60_000 / part.length); // if each part were searched for its end, minutes
    assertEquals(withoutComments(source).length <= source.length, true);
  }
});
