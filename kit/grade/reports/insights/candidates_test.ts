import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { applyMutant, type MutantTable } from "../../../base/mutants.ts";
import { root } from "../../../base/root.ts";
import { HOSTILE, sampleResults } from "../../../testbed/classes/results.ts";
import { candidatesFile } from "./candidates.ts";
import type { Sampled } from "./sample.ts";

const LESSON = { id: "04_gradient_descent" };
const result = sampleResults().students.find(({ student }) => student === "bo")!.lessons[1];
const [check] = result.checks; // it failed

/** A wrong answer of a student with this edit. */
function answer(replace: string, by: string, more: Partial<Sampled> = {}): Sampled {
  return {
    by: [{ student: 0, result }],
    checks: [check],
    edit: { replace, by },
    messages: ["x is 1."],
    ...more,
  };
}

/** Imports a file of candidates. */
async function read(text: string): Promise<MutantTable> {
  return (await import(`data:application/typescript,${encodeURIComponent(text)}`)).default;
}

/** Edits with short, long, many, hostile and no lines. */
const EDITS = [
  answer("a();\n", "b();\n"),
  answer("a();\n", `${"x".repeat(120)}\n`),
  ...[98, 99, 100, 101, 102].map((length) => answer("x".repeat(length), "b();\n")),
  answer("a();\nb();\n", `c("\\n");\n\n\`\${d}\`;\n*/ "'\u2028\u202e\u{e0001}\u0000\n`),
  ...[`a("'")`, `a('"\\"')`, `a('"', "\\\\")`, `a("\\\\'", '"')`].map((code) => answer("a();\n", code)),
  answer("a();\n", ""),
  answer("a();\n", "b();\n", { messages: [`${HOSTILE}\n*/ process.exit() ${"y".repeat(1e5)}`] }),
];

Deno.test("candidatesFile() has the form of a table of mutants, with exactly the code of the samples", async () => {
  const { lesson, table } = await read(candidatesFile(LESSON, EDITS));
  assertEquals(lesson, LESSON.id);
  assertEquals(table.map(({ replace, by }) => ({ replace, by })), EDITS.map(({ edit }) => edit!));
  assertEquals(
    new Set(table.map(({ name, refusedBy }) => `${refusedBy} ${name}`)),
    new Set(["04-minimum TODO: say what the code does"]),
  );
  assertEquals(applyMutant("a();\n", table[0], ""), "b();\n");
});

Deno.test("candidatesFile() is formatted, and has no character that an editor would obey or hide", async () => {
  const text = candidatesFile(LESSON, EDITS);
  // deno-lint-ignore no-control-regex
  assertEquals(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]|\u{e0001}/u.test(text), false);
  const path = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(path, text);
    const args = ["fmt", "--check", `--config=${join(root, "deno.json")}`, path];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), { args, env: { NO_COLOR: "1" } }).output();
    assert(success, new TextDecoder().decode(stderr));
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("candidatesFile() leaves out answers without a sample, without a failed check, and those that are too long", () => {
  const others = [
    answer("a();\n", "b();\n", { edit: null }),
    answer("a();\n", "b();\n", { checks: [{ ...check, status: "error" }] }),
    answer("a();\n", "b".repeat(10_000)),
  ];
  assertEquals(candidatesFile(LESSON, others), "");
});

Deno.test("candidatesFile() names the first check that refused the answer, and not an error before it", async () => {
  const checks = [{ ...check, status: "crash" as const }, { ...check, id: "04-losses" }];
  const text = candidatesFile(LESSON, [
    answer("a();\n", "b();\n", { checks, messages: ["It ended.", "losses is 3."] }),
  ]);
  assertEquals((await read(text)).table[0].refusedBy, "04-losses");
  assert(text.includes("  // 1 student: losses is 3.\n"));
});
