import { assertEquals } from "@std/assert";
import { applyMutant } from "../../../base/mutants.ts";
import { withoutComments } from "../../../teach/stubs/without_comments.ts";
import { editOf } from "./edit_of.ts";

const SOLUTION = `/** A walk. */
export function walk(x: number) {
  // #region solution: take a step
  let y = x;
  y -= 1; // one step
  y -= 1;
  return y;
  // #endregion
}
`;

const edited = (replace: string, by: string) => editOf(SOLUTION, withoutComments(SOLUTION.replace(replace, by)));

Deno.test("editOf() finds the line that differs", () => {
  assertEquals(edited("let y = x;", "let y = 0; // at 0"), {
    replace: "  let y = x;\n",
    by: "  let y = 0; \n".replace(" \n", "\n"),
  });
});

Deno.test("editOf() ignores comments, blank lines and spaces", () => {
  assertEquals(editOf(SOLUTION, withoutComments(SOLUTION)), null);
  assertEquals(editOf(SOLUTION, withoutComments(SOLUTION).replaceAll("\n  ", "\r\n\r\n\t")), null);
  assertEquals(editOf(SOLUTION, "\n"), { replace: SOLUTION.slice(SOLUTION.indexOf("export")), by: "" });
});

Deno.test("editOf() includes the lines around a text that occurs more than once", () => {
  assertEquals(edited("y -= 1; // one step", "y += 1;"), {
    replace: "  y -= 1; // one step\n",
    by: "  y += 1;\n",
  });
  assertEquals(edited("  y -= 1;\n  return", "  y += 1;\n  return"), {
    replace: "  y -= 1;\n",
    by: "  y += 1;\n",
  });
  const twice = "f();\nf();\ng();\n";
  assertEquals(editOf(twice, "g();\nf();\ng();\n"), { replace: "f();\nf();\n", by: "g();\nf();\n" });
  assertEquals(editOf(twice, "f();\nh();\ng();\n"), { replace: "f();\nf();\n", by: "f();\nh();\n" });
});

Deno.test("editOf() describes added and removed lines with a line that stays", () => {
  assertEquals(edited("  return y;", "  y *= 2;\n  return y;"), {
    replace: "  y -= 1;\n",
    by: "  y -= 1;\n  y *= 2;\n",
  });
  assertEquals(edited("  let y = x;\n", ""), { replace: "  let y = x;\n", by: "" });
  assertEquals(editOf("a();\n", "a();\nb();\n"), { replace: "a();\n", by: "a();\nb();\n" });
  assertEquals(editOf("a();\n", "b();\na();\n"), { replace: "a();\n", by: "b();\na();\n" });
});

Deno.test("editOf() makes an edit that turns the solution into the answer", () => {
  const lines = SOLUTION.split("\n");
  for (let i = 0; i < lines.length - 1; i++) {
    for (const by of [[], ["x();"], [lines[i], "x();"], ["x();", lines[i]]]) {
      const wrong = withoutComments(lines.toSpliced(i, 1, ...by).join("\n"));
      const edit = editOf(SOLUTION, wrong);
      const made = edit ? applyMutant(SOLUTION, { ...edit, name: "", refusedBy: "" }, "") : SOLUTION;
      assertEquals(editOf(made, wrong), null, `line ${i + 1}`);
    }
  }
});
