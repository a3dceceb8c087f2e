import { assertEquals, assertStringIncludes } from "@std/assert";
import type { CheckRecord } from "../../judge/run/record.ts";
import { helpText } from "./help_text.ts";

const FAILED: CheckRecord = {
  ...{ type: "check", id: "04-step", name: "walks downhill", status: "fail", points: 0, maxPoints: 2 },
  ...{ message: "x is 3.\nstack", location: null, fault: null, hasCause: false },
  ...{ diagnosis: null, printed: "", hints: [], durationMs: 1 },
};
const SCORE = { type: "score", points: 2, maxPoints: 4, skipped: 0, diagnosis: null, seconds: 1 } as const;

Deno.test("helpText() has the message, the code and the versions", () => {
  const text = helpText({
    checks: [FAILED],
    score: SCORE,
    file: "lessons/04.ts",
    text: "let x = 1;\n",
    version: "Course 1",
  });
  assertStringIncludes(
    text,
    '**lessons/04.ts**: 2 of 4 points\n\nThe first open check, "walks downhill", has the status fail:',
  );
  assertStringIncludes(text, "> x is 3.\n> stack\n\n```ts\nlet x = 1;\n```\n\nCourse 1; Deno 2.");
});

Deno.test("helpText() keeps code in one piece, whatever it contains", () => {
  const text = helpText({ checks: [], file: "a", text: "const a = `\n````\n`;", version: "" });
  assertEquals(text.match(/^`+(?:ts)?$/gm), ["`````ts", "````", "`````"]);
  assertStringIncludes(text, "not judged yet");
});
