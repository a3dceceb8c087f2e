import { assert, assertEquals, assertMatch } from "@std/assert";
import { stripVTControlCharacters } from "node:util";
import type { CheckRecord, StartRecord, Status } from "../../judge/run/record.ts";
import { columns } from "../../base/columns.ts";
import { course } from "../../testbed/course/syllabus.ts";
import { styleWith } from "./style.ts";
import { checkLine, headerLine, pictureLine, scoreLine, verdictLines } from "./verdict_screen.ts";

const plain = styleWith(false);

/** A check that passed, except for `changes`. */
function record(changes: Partial<CheckRecord> = {}): CheckRecord {
  const { status = "pass" } = changes;
  return {
    ...{ type: "check", id: "04-a", name: "reaches the minimum", status, maxPoints: 2, message: "", location: null },
    fault: null,
    hasCause: true,
    diagnosis: null,
    ...{ points: status === "pass" ? 2 : 0, printed: "", hints: ["Why?"], durationMs: 1 },
    ...changes,
  };
}

const start: StartRecord = {
  ...{ type: "start", lesson: "04_gradient_descent", title: "Gradient descent by hand", target: "lessons", seed: 42 },
  device: { backend: "cpu", adapter: null },
  walls: 2,
  data: null,
};

/** The lines of a screen as one text, without the \n at its beginning and its end. */
const screen = (checks: CheckRecord[]) => verdictLines(checks, "lessons/04_gradient_descent.ts", plain).join("\n");

Deno.test("a known mistake with the same results is shown below a message that contains only numbers", () => {
  const diagnosis = { mutant: "climbs", text: "These are the results of code that climbs: does your code do that?" };
  const screen = (hasCause: boolean) => {
    const checks = [record({ status: "fail", message: "x is 3, expected 2.", hasCause })];
    return verdictLines(checks, "lessons/04_a.ts", plain, diagnosis);
  };
  assertEquals(screen(true).length, 2);
  assertEquals(screen(false).slice(1), [
    "            x is 3, expected 2.",
    "            These are the results of code that climbs: does your code do that?",
  ]);
  assertEquals(verdictLines([record()], "lessons/04_a.ts", plain, null).length, 1);
});

Deno.test("a check has a symbol, a word, its name and its points, for every status", () => {
  const statuses: Status[] = ["pass", "fail", "todo", "error", "timeout", "memory", "crash", "load", "skipped"];
  assertEquals(
    statuses.map((status) => checkLine(record({ status }), plain)).join("\n"),
    `
  ✓ pass    reaches the minimum                                              2/2
  ✗ fail    reaches the minimum                                              0/2
  □ todo    reaches the minimum                                              0/2
  ! error   reaches the minimum                                              0/2
  ∞ timeout reaches the minimum                                              0/2
  ▲ memory  reaches the minimum                                              0/2
  ☠ crash   reaches the minimum                                              0/2
  ⇣ load    reaches the minimum                                              0/2
  – skipped reaches the minimum                                              –/2`.slice(1),
  );
});

Deno.test("the first check that does not pass is at the top and in full, the others have one line each", () => {
  const location = { line: 23, column: 5, source: "x += learningRate * df(x);" };
  assertEquals(
    screen([
      record({ name: "exports gradientDescent" }),
      record({
        status: "error",
        message: "TypeError: Cannot read properties of undefined (reading 'toFixed')",
        location,
      }),
      record({ status: "fail", name: "does nothing in 0 steps", message: "not shown", location }),
    ]),
    `
  ! error   reaches the minimum                                              0/2
            TypeError: Cannot read properties of undefined (reading 'toFixed')
            lessons/04_gradient_descent.ts:23  x += learningRate * df(x);
  ✓ pass    exports gradientDescent                                          2/2
  ✗ fail    does nothing in 0 steps                                          0/2`.slice(1),
  );
});

Deno.test("a skipped check says why, and is never at the top if other checks ran", () => {
  const skipped = { status: "skipped", message: "needs all images" } as const;
  assertEquals(
    screen([record(skipped), record(), record({ status: "fail", message: "x is 3." })]),
    `
  ✗ fail    reaches the minimum                                              0/2
            x is 3.
  – skipped reaches the minimum                                              –/2
            needs all images
  ✓ pass    reaches the minimum                                              2/2`.slice(1),
  );
});

Deno.test("if no check could run, the reason is shown once", () => {
  const skipped = { status: "skipped", message: "No GPU." } as const;
  assertEquals(
    screen([record(skipped), record(skipped)]),
    `
  – skipped reaches the minimum                                              –/2
            No GPU.
  – skipped reaches the minimum                                              –/2`.slice(1),
  );
});

Deno.test("a todo shows the place of its line, but not the line itself, which repeats the message", () => {
  const location = { line: 9, column: 3, source: 'return todo("walk");' };
  assertEquals(
    screen([record({ status: "todo", message: "walk", location })]),
    `
  □ todo    reaches the minimum                                              0/2
            walk
            lessons/04_gradient_descent.ts:9`.slice(1),
  );
});

Deno.test("what a lesson printed is below the check that ran it, and is cut after twelve lines", () => {
  const printed = Array.from({ length: 20 }, (_, i) => `x is ${i}\n`).join("");
  const lines = screen([record({ printed }), record({ printed: "one\n\n" })]).split("\n");
  assertEquals(lines[1], "            │ x is 0");
  assertEquals(lines.slice(12), [
    "            │ x is 11",
    "            │ … (8 more lines)",
    "  ✓ pass    reaches the minimum                                              2/2",
    "            │ one",
  ]);
});

for (const width of [40, 80, 100]) {
  Deno.test(`no line is longer than ${width} columns, and no word is cut, whatever it contains`, () => {
    const style = styleWith(false, width);
    const words = ["a word and another ", "梯度下降 ", "👩‍🏫 é "];
    for (const text of words.map((word) => word.repeat(20).trim())) {
      const location = { line: 123, column: 1, source: text };
      const checks = [
        record({ status: "fail", name: text, message: text, printed: text, location, maxPoints: 100 }),
        record({ name: text }),
      ];
      const device = { backend: "webgpu", adapter: text };
      const data = { name: "FashionMNIST", size: "full", place: "the course" } as const;
      const shown = [
        ...[{}, { data }, { data, title: text }].map((more) =>
          headerLine({ ...start, target: "solutions", device, ...more }, style)
        ),
        ...verdictLines(checks, "lessons/04_a.ts", style),
        pictureLine({ type: "picture", svg: "<svg/>", summary: "loss █▁ 4 → 1", message: "" }, "plots/04_a.svg", style),
        pictureLine({ type: "picture", svg: "", summary: "", message: text }, "", style),
      ].join("\n");
      for (const line of shown.split("\n")) assert(columns(line) <= width, `${columns(line)} columns: ${line}`);
      const whole = shown.replaceAll(/[\s│]+/g, " ");
      for (const word of text.split(" ")) assertEquals(whole.split(" ").filter((each) => each === `${word}…`), []);
      assertMatch(shown, / 0\/100\n/);
      assert(whole.includes(text), whole);
    }
  });
}

Deno.test("on a narrow screen a header has two lines, and a message begins further left", () => {
  const style = styleWith(false, 40);
  assertEquals(headerLine(start, style), "  04 · Gradient descent by hand\n  cpu · seed 42");
  const location = { line: 3, column: 1, source: "return losses.at(-1).toFixed(3)" };
  const check = record({ status: "error", name: "notes the loss after each step", message: "It threw.", location });
  assertEquals(verdictLines([check], "lessons/04_gradient_descent.ts", style).join("\n").split("\n"), [
    "  ! error   notes the loss after     0/2",
    "            each step",
    "    It threw.",
    "    lessons/04_gradient_descent.ts:3",
    "      return losses.at(-1).toFixed(3)",
  ]);
});

Deno.test("the header shows what runs and where, and the score line shows the points", () => {
  assertEquals(
    headerLine({ ...start, target: "solutions", device: { backend: "webgpu", adapter: "llvmpipe" } }, plain),
    "  04 · Gradient descent by hand          solutions · webgpu (llvmpipe) · seed 42",
  );
  const data = { name: "FashionMNIST", size: "subset", place: "the course" } as const;
  const device = { backend: "wasm", adapter: null };
  const lesson = { lesson: "20_fashion_mnist", title: "Clothes, ten kinds" };
  assertEquals(
    headerLine({ ...start, ...lesson, device, data }, plain, course),
    "  20 · Clothes, ten kinds                          4,000 images · wasm · seed 42",
  );
  assertEquals(
    headerLine({ ...start, ...lesson, device, data: { ...data, size: "full" } }, plain, course),
    "  20 · Clothes, ten kinds                         60,000 images · wasm · seed 42",
  );
  assertEquals(
    headerLine({ ...start, walls: 1 }, plain),
    "  04 · Gradient descent by hand                           cpu · seed 42 · 1 wall",
  );
  assertEquals(
    scoreLine({ type: "score", points: 5, maxPoints: 8, skipped: 0, diagnosis: null, seconds: 0.2 }, plain),
    "  5 of 8 points in 0.20 s.",
  );
  assertEquals(
    scoreLine({ type: "score", points: 5, maxPoints: 5, skipped: 1, diagnosis: null, seconds: 0.2 }, plain),
    "  5 of 5 points in 0.20 s, 1 check skipped.",
  );
  assertEquals(
    scoreLine(
      { type: "score", points: 5, maxPoints: 5, skipped: 1, diagnosis: null, seconds: 0.2 },
      styleWith(false, 40),
    ),
    "  5 of 5 points in 0.20 s, 1 check\n  skipped.",
  );
});

Deno.test("the picture's line shows its curve and its path, or the reason why there is no picture", () => {
  const picture = { type: "picture", svg: "<svg/>", summary: "loss █▁ 4 → 1", message: "" } as const;
  assertEquals(pictureLine(picture, "plots/a.svg", plain), "            loss █▁ 4 → 1  plots/a.svg");
  assertEquals(pictureLine({ ...picture, summary: "" }, "plots/a.svg", plain), "            plots/a.svg");
  assertEquals(pictureLine({ ...picture, message: "it threw." }, "", plain), "            No picture: it threw.");
});

Deno.test("a screen with colours has the same text as without them", () => {
  const checks = [record(), record({ status: "fail", message: "no", printed: "here" }), record({ status: "todo" })];
  const coloured = verdictLines(checks, "lessons/04_a.ts", styleWith(true)).join("\n");
  const uncoloured = verdictLines(checks, "lessons/04_a.ts", plain).join("\n");
  assert(coloured.includes("\x1b[31m✗ fail"), coloured);
  assert(!uncoloured.includes("\x1b"));
  assertEquals(stripVTControlCharacters(coloured), uncoloured);
});

Deno.test("a lesson's text on the screen cannot control a terminal or a test service, however it is split", () => {
  const hostile = [
    "\x1b[2J\x1b]0;t\x07\u202e",
    "::error::x",
    `${"x ".repeat(60)}::error::x`,
    "##vso[x]",
    "a\u2028::b",
    ":\u200b:c",
  ].join("\n");
  const location = { line: 1, column: 1, source: hostile };
  const shown = [
    ...verdictLines([record({ status: "error", message: hostile, location, printed: hostile })], hostile, plain),
    headerLine({ ...start, target: hostile, device: { backend: "cpu", adapter: hostile } }, plain),
    pictureLine({ type: "picture", svg: "", summary: hostile, message: "" }, "plots/a.svg", plain),
    pictureLine({ type: "picture", svg: "", summary: "", message: hostile }, "", plain),
  ].join("\n");
  assertEquals(shown.match(/[^\P{C}\n]|\u2028|^\s*::.*|##\w*\[.*/gmu), null);
});

Deno.test("a message of several lines has a mark before each line but the first", () => {
  const message = `x is 3.\n  ✓ pass    reaches the minimum${" ".repeat(40)}2/2\nok`;
  assertEquals(
    screen([record({ status: "error", message })]),
    `  ! error   reaches the minimum                                              0/2
            x is 3.
            │   ✓ pass reaches the minimum 2/2
            │ ok`,
  );
});
