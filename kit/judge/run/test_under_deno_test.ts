import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { courseCopy } from "../../testbed/course_copy.ts";

const course = await courseCopy("04_gradient_descent");
addEventListener("unload", () => course.remove());

/** The output of Deno's own test runner for a lesson 04 in a folder of this name: on the screen and in its report. */
async function underDeno(
  lesson: string,
  name = "submission",
): Promise<{ code: number; lines: string[]; junit: string }> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(folder, name));
    await Deno.writeTextFile(join(folder, name, "04_gradient_descent.ts"), lesson);
    const junit = join(folder, "junit.xml");
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["test", "-P", "--no-check", `--junit-path=${junit}`, "tests/04_gradient_descent_test.ts"],
      cwd: course.folder,
      env: { LESSONS: join(folder, name), NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    return { code, lines: text.split("\n"), junit: await Deno.readTextFile(junit) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Commands to test services: GitHub's at the start of a line, after any spaces; Azure's and TeamCity's anywhere. */
const COMMAND = /^\s*::|##\w*\[/;

/** A lesson 04 that prints and throws `text`, and also prints a colon: together, these may form a command. */
const saying = (text: string) =>
  `const text: string = ${JSON.stringify(text)};
  export function gradientDescent() {
    console.log(text);
    throw new Error(text);
  }
  export const answers = () => { console.log(":"); return gradientDescent(); };`;

Deno.test("deno test -P marks what a lesson prints and throws, so that it misleads no service or reader", async () => {
  const forged = [
    "::error::x",
    " \t::stop-commands::x",
    "##vso[task.complete result=Succeeded;]",
    "##[group]",
    "##teamcity[a]",
  ];
  const { code, lines } = await underDeno(
    saying(["x", ...forged, "04-minimum … ok (1ms)", "ok | 5 passed | 0 failed (1ms)"].join("\n")),
  );
  assertEquals(code, 1);
  assertEquals(lines.filter((line) => COMMAND.test(line)), []);
  assertEquals(lines.filter((line) => /^\s*(?:ok|04-minimum … ok)/.test(line)), []);
  assert(lines.includes("  │ ok | 5 passed | 0 failed (1ms)"));
  assert(lines.includes("  │ : :error: :x"));
  assertEquals(lines.filter((line) => /^FAILED \| 0 passed \| 5 failed/.test(line)).length, 1);
});

Deno.test("deno test -P asks about a known mistake with the same results", async () => {
  const lesson = (await course.read("solutions", "04_gradient_descent.ts")).replace("x -= ", "x = x + ");
  const { lines } = await underDeno(lesson);
  assertStringIncludes(
    lines.find((line) => line.includes("x after 1,000 steps is")) ?? "",
    "These are the results of code that climbs instead of descending: does your code do that?",
  );
});

Deno.test("deno test -P prints no line of a message twice", async () => {
  const { lines } = await underDeno(`export const gradientDescent = () => { throw new Error("one\\ntwo"); };`);
  const at = lines.indexOf("error: error: one");
  assertEquals(lines[at + 1], "  │ two");
  assertMatch(lines[at + 2], /^ {4}at .*04_gradient_descent\.ts:1:\d+ {2}export const gradientDescent/);
});

Deno.test("deno test -P --junit-path writes valid XML, whatever a lesson throws", async () => {
  const { junit } = await underDeno(
    saying("\ufffe\uffff\ufdd0]]></failure><testcase name='04-minimum'/>\ud800 &#0; \0\x1b\v\u2028"),
  );
  assertEquals(xmlProblem(junit), undefined);
  assertStringIncludes(junit, 'tests="5" failures="5"');
  assertEquals(junit.match(/<testcase /g)?.length, 5);
});

Deno.test({
  name: "deno test -P shows the name of a folder on one line",
  ignore: Deno.build.os === "windows", // Windows does not allow such names
  fn: async () => {
    const { lines, junit } = await underDeno(saying("x"), "a\n::error::b\x1b[2J\u202e##vso[c]");
    assertEquals(lines.filter((line) => COMMAND.test(line) || line.includes("\x1b") || line.includes("\u202e")), []);
    assert(lines.some((line) => line.includes("a␊: :error: :b␛[2J\\u{202e}## vso[c]/04_gradient_descent.ts")));
    assertEquals(xmlProblem(junit), undefined);
  },
});

/** The reason why `text` is not valid XML. Only its characters, entities and the order of its elements are examined. */
function xmlProblem(text: string): string | undefined {
  // deno-lint-ignore no-control-regex
  const character = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/u.exec(text);
  if (character) return `U+${character[0].codePointAt(0)!.toString(16)}`;
  const entity = /&(?!(?:amp|lt|gt|quot|apos|#(?:9|10|13|x9|xA|xD));)[^;]{0,9}/.exec(text);
  if (entity) return entity[0];
  const open: string[] = [];
  const body = text.replace(/^<\?xml[^?]*\?>/, "");
  for (const [tag, closing, name, rest] of body.matchAll(/<(\/?)([\w-]*)((?: [\w-]+="[^"<]*")*) ?\/?>|<|\]\]>/g)) {
    if (!name) return `${tag} in ${rest}`;
    if (closing) { if (open.pop() !== name) return `</${name}>`; }
    else if (!tag.endsWith("/>")) open.push(name);
  }
  return open.length > 0 ? `<${open[0]}> without an end` : undefined;
}
