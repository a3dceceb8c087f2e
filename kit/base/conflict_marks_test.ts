import { assertEquals, assertMatch } from "@std/assert";
import { conflictSentence } from "./conflict_marks.ts";

Deno.test("conflictSentence() finds the marks of Git and updates, in code and comments, with any line endings", () => {
  const marks = ["<<<<<<< HEAD", "||||||| 1234567", ">>>>>>> origin/main", "<<<<<<< yours", ">>>>>>>"];
  for (const mark of marks) {
    for (const end of ["\n", "\r\n"]) {
      const text = ["/**", " * Brief", mark, " */", ""].join(end);
      assertMatch(conflictSentence(text) ?? "", /^The lesson contains marks .* in line 3: keep [^\n]*\.$/, mark);
    }
  }
});

Deno.test("conflictSentence() ignores text that only looks like a mark", () => {
  const text = "/**\n * Heading\n=======\n>>>>>>>>>> quoted\n */\nconst x = 1 << 3;\n  <<<<<<< HEAD\n<<<<<<<< eight\n";
  assertEquals(conflictSentence(text), null);
});
