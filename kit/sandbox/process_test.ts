import { assertThrows } from "@std/assert";
import { UsageError } from "../usage_error.ts";
import { DEFAULT_LIMITS, LessonProcess } from "./process.ts";

Deno.test("A lesson whose path has a comma is refused, for Deno would allow it to read two other paths", () => {
  const lesson = new URL("file:///submissions/x,solutions/04_gradient_descent.ts");
  assertThrows(() => new LessonProcess(lesson, null, DEFAULT_LIMITS.memoryMiB), UsageError, "has a comma in it");
});
