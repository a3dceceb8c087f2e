import { assertEquals } from "@std/assert";
import { helpText } from "./help_text.ts";

Deno.test("helpText() wraps paragraphs, and continues explanations in their own column", () => {
  const text = "the command, with what it does\n  --all   every lesson in a table\n  --json  one value";
  assertEquals(helpText(text, 80), text);
  assertEquals(helpText(text, 24).split("\n"), [
    "the command, with what",
    "it does",
    "  --all   every lesson",
    "          in a table",
    "  --json  one value",
  ]);
  assertEquals(
    helpText("  deno task lesson 4  the verdict on it", 30),
    "  deno task lesson 4\n      the verdict on it",
  );
});
