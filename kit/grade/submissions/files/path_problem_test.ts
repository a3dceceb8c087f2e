import { assertEquals, assertMatch } from "@std/assert";
import { pathProblem } from "./path_problem.ts";

Deno.test("pathProblem() accepts the names of every script", () => {
  for (
    const path of [
      "04_gradient_descent.ts",
      "ada/lessons/04.ts",
      "Müller, Jörg_1/ü.ts",
      "李/04.ts",
      "می\u200cخواهم/\u200f04.ts",
      "a..b/..c.ts",
      "./a.ts",
    ]
  ) {
    assertEquals(pathProblem(path), null, path);
  }
});

Deno.test("… refuses what leads out of a folder or is read differently by two systems", () => {
  const refused: [path: string, problem: RegExp][] = [
    ["/etc/04.ts", /absolute/],
    ["C:/04.ts", /absolute/],
    ["c:04.ts", /absolute/],
    ["../04.ts", /"\.\."/],
    ["a/../04.ts", /"\.\."/],
    ["a\\04.ts", /backslash/],
    ["..\\04.ts", /backslash/],
    ["a/\n04.ts", /cannot be seen/],
    ["\x1b[2J04.ts", /cannot be seen/],
    ["a\u202e/04.ts", /cannot be seen/],
    ["a//04.ts", /without a name/],
    ["a/./04.ts", /without a name/],
    [`${"a/".repeat(40)}04.ts`, /more than/],
    [`${"a".repeat(1000)}.ts`, /more than/],
  ];
  for (const [path, problem] of refused) assertMatch(pathProblem(path) ?? "", problem, path);
});
