import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { TrainingStep } from "../../learn/training/training.ts";
import { processesLeft, processesOf, waitUntil } from "../../testbed/hostile/processes.ts";
import type { Limits } from "./process.ts";
import { LessonError, Sandbox } from "./sandbox.ts";

const PICTURE_WITH_ADDRESS = `export const picture = () => ({
  title: "t", description: "d", data: { url: "http://example.com/a.csv" }, mark: "point",
});`;

/** Runs `body` with a sandbox around a module of this text. */
async function withLesson(
  text: string,
  body: (sandbox: Sandbox, path: string) => Promise<void>,
  limits: Partial<Limits> = {},
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/lesson.ts`;
  await Deno.writeTextFile(path, text);
  const sandbox = new Sandbox(pathToFileURL(path), { device: null, limits });
  try {
    await body(sandbox, path);
  } finally {
    sandbox.dispose();
    await Deno.remove(folder, { recursive: true });
  }
}

const explanationOf = async (question: Promise<unknown>) =>
  (await assertRejects(() => question, LessonError)).explanation;

Deno.test("evaluate() passes arguments to the probe and returns the result", () =>
  withLesson("export const twice = (x: number) => 2 * x;", async (sandbox) => {
    const probe = "({ twice }, x, list) => [twice(x), list]";
    assertEquals(await sandbox.evaluate(probe, [-0.5, [NaN, undefined]]), [-1, [NaN, undefined]]);
  }));

Deno.test("evaluate() waits for a promise", () =>
  withLesson("export const later = async () => 3;", async (sandbox) => {
    assertEquals(await sandbox.evaluate("({ later }) => later()"), 3);
  }));

Deno.test("evaluate() waits as long as the question allows, unless the sandbox has a limit", async () => {
  const slow = "export const slow = () => new Promise((resolve) => setTimeout(resolve, 700, 1));";
  await withLesson(slow, async (sandbox) => {
    assertEquals(await sandbox.evaluate("({ slow }) => slow()", [], { timeoutMs: 5000 }), 1);
    assertEquals(
      (await explanationOf(sandbox.evaluate("({ slow }) => slow()", [], { timeoutMs: 300 }))).status,
      "timeout",
    );
  });
  await withLesson(slow, async (sandbox) => {
    assertEquals(
      (await explanationOf(sandbox.evaluate("({ slow }) => slow()", [], { timeoutMs: 5000 }))).status,
      "timeout",
    );
  }, { evaluateMs: 300 });
});

for (const waitMs of [0, 350, 1500]) {
  Deno.test(`A process that has waited for ${waitMs} ms has no tensors left over from practising`, async () => {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/lesson.ts`, "export {};");
    const sandbox = new Sandbox(pathToFileURL(`${folder}/lesson.ts`), { device: "cpu" });
    try {
      sandbox.warm();
      await sandbox.device();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const count = 'async () => { const tf = await import("@tensorflow/tfjs"); return tf.memory().numTensors; }';
      assertEquals(await sandbox.evaluate(count), 0);
    } finally {
      sandbox.dispose();
      await Deno.remove(folder, { recursive: true });
    }
  });
}

Deno.test("Math.random draws the same numbers in each process of a lesson, and never the same number twice", async () => {
  const draws: unknown[] = [];
  for (let process = 0; process < 2; process++) {
    await withLesson("export const draw = Math.random;", async (sandbox) => {
      draws.push(await sandbox.evaluate("({ draw }) => [draw(), draw(), Math.random()]"));
    });
  }
  assertEquals(draws[1], draws[0]);
  assertEquals(new Set(draws[0] as number[]).size, 3);
});

Deno.test("The output of the lesson arrives separately from its results, cut at 2,000 characters", () =>
  withLesson('export const f = (n: number) => console.log("x".repeat(n));', async (sandbox) => {
    const printed: string[] = [];
    const onPrint = (text: string) => void printed.push(text);
    await sandbox.evaluate("({ f }) => f(3)", [], { onPrint });
    await sandbox.evaluate("({ f }) => f(3000)", [], { onPrint });
    assertEquals(printed, ["xxx\n", `${"x".repeat(2000)} … (cut at 2000 characters)`]);
  }));

Deno.test("Errors and warnings that the lesson prints also arrive", () =>
  withLesson(
    'export const f = () => { console.error("a"); console.warn("b"); console.log("c"); };',
    async (sandbox) => {
      let printed = "";
      await sandbox.evaluate("({ f }) => f()", [], { onPrint: (text) => printed += text });
      assertEquals(printed, "a\nb\nc\n");
    },
  ));

Deno.test("Progress reports of a training run arrive while it runs", () =>
  withLesson(
    `import { showProgress } from "downhill";
    export async function train(losses: number[]) {
      for (const [step, loss] of losses.entries()) await showProgress({ step, steps: losses.length, loss });
    }
    export const forEver = async () => {
      await showProgress({ step: 0, steps: 9, loss: 5 });
      await new Promise(() => setInterval(() => {}, 9));
    };`,
    async (sandbox) => {
      const steps: TrainingStep[] = [];
      const ask = (probe: string) => sandbox.evaluate(probe, [], { onProgress: (step) => void steps.push(step) });
      assertEquals(await ask("({ train }) => train([4, NaN])"), undefined);
      assertEquals(await ask("({ train }) => train([-Infinity])"), undefined);
      assertEquals((await explanationOf(ask("({ forEver }) => forEver()"))).status, "timeout");
      assertEquals(steps, [
        { step: 0, steps: 2, loss: 4 },
        { step: 1, steps: 2, loss: NaN },
        { step: 0, steps: 1, loss: -Infinity },
        { step: 0, steps: 9, loss: 5 },
      ]);
    },
    { evaluateMs: 500 },
  ));

Deno.test("Progress reports outside a question are ignored", () =>
  withLesson(
    `import { showProgress } from "downhill";
    export const later = () => void setTimeout(() => showProgress({ step: 0, steps: 9, loss: 5 }), 50);`,
    async (sandbox) => {
      let looks = 0;
      const options = { onProgress: () => void looks++ };
      await sandbox.evaluate("({ later }) => later()", [], options);
      await new Promise((resolve) => setTimeout(resolve, 300));
      assertEquals(await sandbox.evaluate("() => 1", [], options), 1);
      assertEquals(looks, 0);
    },
  ));

Deno.test("A lesson that is a link to another file is not loaded", () =>
  withLesson("export const secret = 1;", async (_, path) => {
    const link = `${path}.link.ts`;
    await Deno.symlink(path, link);
    const sandbox = new Sandbox(pathToFileURL(link), { device: null });
    try {
      const { status, message } = await explanationOf(sandbox.evaluate("({ secret }) => secret"));
      assertEquals(status, "load");
      assertStringIncludes(message, "is a link to another file: put the file itself in its place.");
    } finally {
      sandbox.dispose();
    }
  }));

Deno.test("After a question that is never answered, the next one gets a new process", () =>
  withLesson("export const f = (n: number) => { while (n) { /* forever */ } };", async (sandbox) => {
    assertEquals((await explanationOf(sandbox.evaluate("({ f }) => f(1)"))).status, "timeout");
    assertEquals(await sandbox.evaluate("({ f }) => f(0) ?? 7"), 7);
  }, { evaluateMs: 300 }));

Deno.test("A lesson that hangs while it loads is tried only once", () =>
  withLesson("while (true) {}", async (sandbox) => {
    await explanationOf(sandbox.evaluate("() => 1"));
    const start = performance.now();
    assertEquals((await explanationOf(sandbox.evaluate("() => 1"))).status, "timeout");
    assert(performance.now() - start < 100);
  }, { loadMs: 500 }));

Deno.test("dispose() leaves no process behind, not even a busy process", () =>
  withLesson("export const f = () => { while (true) {} };", async (sandbox, path) => {
    const question = sandbox.evaluate("({ f }) => f()").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    sandbox.dispose();
    assertEquals(await processesLeft(path), []);
    await question;
  }));

Deno.test("A probe that uses a variable from outside counts as the course's mistake", () =>
  withLesson("export const f = 1;", async (sandbox) => {
    assertEquals((await explanationOf(sandbox.evaluate("({ f }) => f + outside"))).status, "course");
  }));

Deno.test("The same mistake in a lesson counts as the learner's mistake, and is reported with the line", () =>
  withLesson("export function f() {\n  return outside;\n}", async (sandbox) => {
    const { status, message, location } = await explanationOf(sandbox.evaluate("({ f }) => f()"));
    assertEquals(status, "error");
    assertEquals(message, "ReferenceError: outside is not defined");
    assertEquals(location, { line: 2, column: 3, source: "return outside;" });
  }));

Deno.test("picture() draws what the lesson's picture describes", () =>
  withLesson(
    'import { lossCurve } from "downhill";\nexport const picture = () => lossCurve([4, 2, 1]);',
    async (sandbox) => {
      const { svg, summary } = await sandbox.picture();
      assert(/^<svg [^]*<\/svg>\s*$/.test(svg));
      assertStringIncludes(summary, "4 → 1");
    },
  ));

for (
  const [what, text, status, part] of [
    ["is missing", "", "error", "exports no function called picture"],
    ["never ends", "export const picture = () => { while (true) {} };", "timeout", "lesson.ts did not return within"],
    ["is not a picture", "export const picture = () => 5;", "error", ""],
    ["loads from the network", PICTURE_WITH_ADDRESS, "error", ""],
  ]
) {
  Deno.test(`picture() explains the failure if the picture ${what}`, () =>
    withLesson(text, async (sandbox) => {
      const explanation = await explanationOf(sandbox.picture());
      assertEquals(explanation.status, status, explanation.message);
      assertStringIncludes(explanation.message, part);
    }, { evaluateMs: 500 }));
}

Deno.test("A full heap is not mistaken for an endless loop", () =>
  withLesson(
    "export function f() {\n  const all = [];\n  while (true) all.push(new Array(2 ** 20).fill(0.5));\n}",
    async (sandbox) => {
      assertEquals((await explanationOf(sandbox.evaluate("({ f }) => f()"))).status, "memory");
    },
    { evaluateMs: 30_000 },
  ));

Deno.test("More than a MiB of output is not mistaken for an endless loop", () =>
  withLesson(
    'export function f() {\n  while (true) console.log("x".repeat(9999));\n}',
    async (sandbox) => {
      assertStringIncludes(
        (await explanationOf(sandbox.evaluate("({ f }) => f()"))).message,
        "f printed more than 1 MiB",
      );
    },
    { evaluateMs: 30_000 },
  ));

Deno.test("The heap does not contain the mark of the replies", () =>
  withLesson(
    "export {};",
    async (sandbox) => {
      // a lesson can no longer load node:v8, but a probe can
      const marks = `async () => {
        const { default: v8 } = await import("node:v8");
        let heap = "";
        for await (const chunk of v8.getHeapSnapshot()) heap += chunk;
        const { strings } = JSON.parse(heap);
        return [strings.length > 10000, strings.filter((text) => /(^|"mark":")(?!0{32})[0-9a-f]{32}(?![0-9a-f])/.test(text))];
      }`; // a SHA-256 is longer, and Deno 2.8 has a string of 32 zeros
      assertEquals(await sandbox.evaluate(marks), [true, []]);
    },
    { evaluateMs: 30_000 },
  ));

Deno.test("A lesson with too many typed arrays is stopped even without the system's limits", () =>
  withLesson(
    "export function gradientDescent() {\n  const all = [];\n  while (true) all.push(new Float64Array(2 ** 23).fill(1));\n}",
    async (_, path) => {
      const { stdout } = await judge(path, { DOWNHILL_LIMITS: "poll" }).output();
      assertStringIncludes(new TextDecoder().decode(stdout), "memory gradientDescent needed more memory");
      assertEquals(await processesLeft(path), []);
    },
  ));

Deno.test("A busy lesson ends with its judge, even if the judge is killed with -9", () =>
  withLesson("export function gradientDescent() {\n  while (true) {}\n}", async (_, path) => {
    const child = judge(path).spawn();
    await waitUntil(() => processesOf(path).length > 0, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 500)); // until the lesson is in its loop
    child.kill("SIGKILL");
    await child.status;
    await child.stdout.cancel();
    assertEquals(await processesLeft(path), []);
  }));

Deno.test("A waiting lesson ends with its judge, even without the system's help", () =>
  withLesson(
    "export const gradientDescent = () => new Promise(() => setInterval(() => {}, 9));",
    async (_, path) => {
      const child = judge(path, { DOWNHILL_LIMITS: "poll" }).spawn();
      await waitUntil(() => processesOf(path).length > 0, 10_000);
      await new Promise((resolve) => setTimeout(resolve, 500));
      child.kill("SIGKILL");
      await child.status;
      await child.stdout.cancel();
      assertEquals(await processesLeft(path), []);
    },
  ));

/** A process that judges the module at `path` and may be killed. */
function judge(path: string, env: Record<string, string> = {}): Deno.Command {
  const script = new URL("../../testbed/hostile/judge.ts", import.meta.url);
  const config = fileURLToPath(new URL("../../../deno.json", import.meta.url));
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "--no-check", `--config=${config}`, script.href, path],
    ...{ env, stdin: "null", stdout: "piped", stderr: "inherit" },
  });
}
