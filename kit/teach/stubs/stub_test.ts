import { assertEquals, assertThrows } from "@std/assert";
import { stubOf } from "./stub.ts";

/** A solution with one region. */
const solution = (text: string, indent = "  ") =>
  `function f() {\n${indent}const a = 1;\n${indent}// #region solution: ${text}\n\n${indent}return a;\n${indent}// #endregion\n}\n`;

/** A program as `deno fmt` formats it, with the settings of this repository. */
async function formatted(source: string): Promise<string> {
  const args = ["fmt", "--config", `${import.meta.dirname}/../../../deno.json`, "--ext", "ts", "-"];
  const child = new Deno.Command(Deno.execPath(), { args, stdin: "piped", stdout: "piped" }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(source));
  await writer.close();
  return new TextDecoder().decode((await child.output()).stdout);
}

Deno.test("stubOf() replaces each region with a todo that has the same indentation", () => {
  assertEquals(
    stubOf(`${solution("give a back")}// between\n${solution("and again", "    ")}`, "a.ts"),
    'function f() {\n  const a = 1;\n  return todo("give a back");\n}\n// between\n' +
      'function f() {\n    const a = 1;\n    return todo("and again");\n}\n',
  );
});

Deno.test("stubOf() treats \\r\\n like \\n", () => {
  assertEquals(stubOf(solution("a").replaceAll("\n", "\r\n"), "a.ts"), stubOf(solution("a"), "a.ts"));
});

Deno.test("stubOf() returns a formatted stub for a formatted solution, whatever its texts are", async () => {
  const fits = 120 - '  return todo("");'.length;
  const texts = [
    "x ← x − learning rate · f′(x)",
    ...["a", "←", "日", "😀", "e\u0301"].flatMap((letter) =>
      [fits - 1, fits, fits + 1, fits / 2, fits / 2 + 1].map((length) => letter.repeat(length))
    ),
    "word ".repeat(50),
    `say "a"`,
    `it's`,
    `say "it's"`,
    `say "a" or 'b'`,
    `back\\slash "quoted"`,
    `a\ttab \${x} \`y\``,
  ];
  // all in one call, because each call of deno fmt takes longer than everything else
  const all = stubOf(texts.map((text) => solution(text)).join("\n"), "a.ts");
  assertEquals(await formatted(all), all);
});

Deno.test("stubOf() quotes texts so that they keep their meaning", () => {
  for (const text of [`say "a"`, `it's`, `say "it's"`, `say "a" or 'b'`, `back\\slash "quoted"`, `back\\slash`]) {
    const [, todo] = stubOf(solution(text), "a.ts").match(/return (todo\(.*\));/)!;
    assertEquals(new Function("todo", `return ${todo}`)((said: string) => said), text);
  }
});

Deno.test("stubOf() refuses wrong marks, and says where they are and what to do", () => {
  const begin = "// #region solution: a\n";
  const end = "// #endregion\n";
  const refused: [string, string][] = [
    ["const a = 1;\n", "a.ts has no solved region, so its stub would be the solution: write // #region solution: "],
    [begin + begin + end + end, "a.ts:2: this region begins inside the region of line 1: end that region first."],
    ["\n" + begin, "a.ts:2: this region never ends: write // #endregion after the solution."],
    [begin + end + end, "a.ts:3: no region begins before this end mark: write // #region solution: WHAT IS MISSING."],
    ["// #region solution:  \n" + end, "a.ts:1: this region does not say what is missing: write // #region solution: "],
    ["// #region soluton: a\n" + end, 'a.ts:1: "// #region soluton: a" does not mark a region: write // #region'],
    ["// #regoin solution: a\n// #endregoin\n", 'a.ts:1: "// #regoin solution: a" does not mark a region'],
    ["//#region solution: a\n" + end, 'a.ts:1: "//#region solution: a" does not mark a region'],
    ["f(); // #region solution: a\n" + end, "a.ts:1: "],
    [begin + "// #endregion a\n", 'a.ts:2: "// #endregion a" does not mark a region'],
  ];
  for (const [source, message] of refused) assertThrows(() => stubOf(source, "a.ts"), SyntaxError, message);
});
