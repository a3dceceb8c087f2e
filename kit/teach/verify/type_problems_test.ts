import { assertEquals } from "@std/assert";
import { withoutNoise } from "./type_problems.ts";

Deno.test("withoutNoise() leaves the mistakes, and no trace of the compiler", () => {
  const mistake = `TS2339 [ERROR]: Property 'half' does not exist on type 'typeof import("file:///a.ts"`;
  const where = "    at file:///a_test.ts:18:43";
  const end = "error: Type checking failed.\n\nStack backtrace:\n   0: <unknown>\n";
  const report = `${mistake}, { with: { "resolution-mode": "import" } })'.\n${where}`;
  assertEquals(withoutNoise(`${report}\n\n${end}`), `${mistake})'.\n${where}`);
  assertEquals(
    withoutNoise(`${report}\n\n${report}\n\nFound 2 errors.\n\n${end}`),
    `${mistake})'.\n${where}\n\n${mistake})'.\n${where}`,
  );
});
