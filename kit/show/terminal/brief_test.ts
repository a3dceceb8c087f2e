import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderBrief } from "./brief.ts";
import { briefOf } from "../../teach/stubs/brief_of.ts";
import { columns } from "../../base/columns.ts";

const plain = (markdown: string, width?: number) => renderBrief(markdown, { width, color: false });

// deno-lint-ignore no-control-regex
const ESCAPE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

Deno.test("briefOf() removes the stars and @module", () => {
  const source = "/**\n * # 04 · Walk\n *\n * - **x ← x − 1**\n *   on\n *\n * @module\n */\nimport {} from 'a';\n";
  assertEquals(briefOf(source), "# 04 · Walk\n\n- **x ← x − 1**\n  on");
  assertEquals(briefOf(source.replaceAll("\n", "\r\n")), "# 04 · Walk\n\n- **x ← x − 1**\n  on");
});

Deno.test("briefOf() shows a link to code as code", () => {
  assertEquals(
    briefOf("/** Write {@linkcode walk} and\n * {@link answers}. @see x\n * @module */"),
    "Write `walk` and\n`answers`. @see x",
  );
});

Deno.test("briefOf() keeps the indentation of code", () => {
  assertEquals(
    briefOf("/**\n * ```ts\n * for (;;) {\n *   x * y;\n * }\n * ```\n * @module\n */"),
    "```ts\nfor (;;) {\n  x * y;\n}\n```",
  );
});

Deno.test("briefOf() uses only the comment of the module", () => {
  assertEquals(briefOf("/** One. */\nconst a = 1;\n/** Two.\n * @module\n */"), "Two.");
  assertEquals(briefOf("/** One. */\nexport const a = 1;"), "");
});

Deno.test("renderBrief() shows headings, quotes, lists and code without their marks", async () => {
  assertEquals(
    await plain(
      "# 04 · Walk\nA **b** *c* `d`.\n\n> **x ← x²**\n\n- one **two**\n- `three`\n\n1. first\n\n```ts\nif (a)\n  b();\n```",
    ),
    "04 · Walk\n\nA b c d.\n\n  x ← x²\n\n  * one two\n  * three\n\n  1. first\n\n    if (a)\n      b();",
  );
});

Deno.test("renderBrief() fills its lines, wherever the source breaks them", async () => {
  assertEquals(await plain("aa bb\ncc\n\n- aa bb\n  cc", 8), "aa bb cc\n\n  * aa\n    bb\n    cc");
  const words = "word ".repeat(100);
  const lines = (await plain(`${words}\n\n> ${words}\n\n- ${words}\n  - ${words}`)).split("\n");
  assertEquals(Math.max(...lines.map(columns)), 80);
});

Deno.test("renderBrief() leaves formulas and signs as they are", async () => {
  const text = `It's f′(x) = 2x·‖w‖₂ ≤ 0.98ⁿ, "1 < 2" && 3 > 2 & Σᵢ xᵢ ∈ ℝ :smile: a*b`;
  assertEquals(await plain(text), text);
  assertEquals(await plain("- It's `a < b && c['d']`"), "  * It's a < b && c['d']");
});

Deno.test("renderBrief() leaves at most one empty line in a row, and none at either end", async () => {
  const text = await plain("\n\n# A\n\n\n\n> b\n\n\n- c\n\n- d\n\n\n\n---\n\n\ne\n\n");
  assert(!/\n\n\n|^\n|\n$/.test(text), text);
});

const everything = "# A\n\n## B\n\n**c** *d* ~~e~~ `f` [g](https://h.org) <https://i.org>\n\n> j\n\n- k\n\n---\n\n" +
  "```ts\nconst l = 1;\n```\n\n| m | n |\n|---|---|\n| o | p |\n";

/** The output of a new process with an environment that contains settings for colours. */
async function inProcess(color: boolean, env: Record<string, string>): Promise<string> {
  const script = `import { renderBrief } from ${JSON.stringify(import.meta.resolve("./brief.ts"))};
    console.log(await renderBrief(${JSON.stringify(everything)}, { color: ${color} }));`;
  const config = `${import.meta.dirname}/../../../deno.json`;
  const args = ["run", "-A", "--no-check", "--config", config, `data:text/javascript,${encodeURIComponent(script)}`];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, env, stderr: "inherit" }).output();
  return new TextDecoder().decode(stdout);
}

Deno.test("renderBrief() uses no escape code without colour, and a link shows its address", async () => {
  const text = await plain(everything);
  assert(!ESCAPE.test(text), text);
  assertStringIncludes(text, "g (https://h.org) https://i.org");
});

Deno.test("renderBrief() uses colour only if its option says so, whatever the environment contains", async () => {
  const forced = await inProcess(false, { FORCE_COLOR: "3", FORCE_HYPERLINK: "1" });
  assert(!ESCAPE.test(forced), forced);
  const forbidden = await inProcess(true, { NO_COLOR: "1", FORCE_COLOR: "0", TERM: "dumb" });
  assertStringIncludes(forbidden, "\x1b[1mc\x1b[22m");
});
