import { assertEquals } from "@std/assert";
import { misspellings, withoutNoise } from "./type_problems.ts";

Deno.test("withoutNoise() keeps the mistakes, and removes the compiler's other lines", () => {
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

Deno.test("misspellings() finds misspelt names in mutants, and no other type errors in them", () => {
  const mutant = { name: "is wrong", replace: "a", by: "b", refusedBy: "04-a" };
  const file = "/tmp/downhill-1/04_a/0/04_a.ts";
  const error = (code: string, message: string, path: string) =>
    `${code} [ERROR]: ${message}\n  x\n  ~\n    at file://${path}:1:2`;
  const typo = error("TS2551", "Did you mean 'length'?", `/private${file}`);
  const meant = error("TS2322", "Type 'string' is not assignable.", file);
  const course = error("TS2322", "Type 'string' is not assignable.", "/course/tests/04_a_test.ts");
  assertEquals(misspellings([typo, meant, course].join("\n\n"), [{ mutant, file }]), {
    others: course,
    misspelt: [{ file, problem: "The mutant \"is wrong\" contains a misspelt name: Did you mean 'length'?" }],
  });
  assertEquals(misspellings("", []), { others: "", misspelt: [] });
  assertEquals(misspellings("error: Expected ;", []), { others: "error: Expected ;", misspelt: [] });
});
