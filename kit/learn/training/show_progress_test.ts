import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hasTerminals, startDeno, type Started, type StartOptions } from "../../testbed/started.ts";
import { loadTensors } from "../nn/tensor_files.ts";
import { reportProgressTo, showProgress, watchProgress } from "./show_progress.ts";
import type { TrainingStep } from "./training.ts";

const scalar = (value: number) => ({ shape: [], isDisposed: false, data: () => Promise.resolve([value]) });

// deno-lint-ignore no-explicit-any -- learners may pass values that the types do not allow
const show = (progress: any) => showProgress(progress);

Deno.test("showProgress() takes a number or a scalar tensor, and does not dispose of the tensor", async () => {
  const looks: (TrainingStep & { isLast: boolean })[] = [];
  reportProgressTo((look, { isLast }) => void looks.push({ ...look, isLast }));
  await show({ step: 0, steps: 3, loss: NaN });
  await show({ step: 2, steps: 3, loss: scalar(0.5) });
  assertEquals(looks, [
    { step: 0, steps: 3, loss: NaN, isLast: false },
    { step: 2, steps: 3, loss: 0.5, isLast: true },
  ]);
});

for (
  const [progress, kind, message] of [
    [undefined, TypeError, "showProgress was given undefined: pass { step, steps, loss }."],
    [5, TypeError, "showProgress was given a number: pass { step, steps, loss }."],
    [{ step: 0, loss: 1 }, TypeError, "steps is undefined: pass a whole number."],
    [{ step: "1", steps: 2, loss: 1 }, TypeError, "step is a string: pass a whole number."],
    [{ step: 0, steps: 0, loss: 1 }, RangeError, "steps is 0: pass a whole number of 1 or more."],
    [{ step: 0, steps: Infinity, loss: 1 }, RangeError, "steps is Infinity: pass a whole number of 1 or more."],
    [{ step: 0.5, steps: 2, loss: 1 }, RangeError, "step is 0.5: pass a whole number from 0 to steps, which is 2."],
    [{ step: 3, steps: 2, loss: 1 }, RangeError, "step is 3: pass a whole number from 0 to steps, which is 2."],
    [{ step: 0, steps: 2 }, TypeError, "loss is undefined: pass a number or a tensor of shape []."],
    [{ step: 0, steps: 2, loss: [1] }, TypeError, "loss is an Array: pass a number or a tensor of shape []."],
    [{ step: 0, steps: 2, loss: 1, model: [1] }, TypeError, "model is an Array: pass a Module, or leave it out."],
    [
      { step: 0, steps: 2, loss: { ...scalar(1), shape: [80, 1] } },
      RangeError,
      "loss has shape [80,1], expected []: average it, for example with loss.mean().",
    ],
    [
      { step: 0, steps: 2, loss: { ...scalar(1), isDisposed: true } },
      RangeError,
      "loss was disposed of: call showProgress before loss.dispose().",
    ],
  ] as const
) {
  Deno.test(`showProgress() says: ${message}`, () => {
    assertEquals(assertThrows(() => show(progress), kind as ErrorConstructor).message, message);
  });
}

/** A training loop of 1,000 steps that takes some time. */
const TRAINING = `
for (let step = 0; step < 1000; step++) {
  await showProgress({ step, steps: 1000, loss: 8 / (step + 1) });
  await new Promise((resolve) => setTimeout(resolve, 2));
}`;

/** A model that counts the steps of its training. */
const MODEL_TRAINING = `
import { Module, Parameter } from "downhill";
class Counter extends Module {
  count = new Parameter([0]);
  override forward() { return this.count; }
}
const model = new Counter();
for (let step = 0; step < 100_000; step++) {
  model.count.assign(model.count.add(1));
  await showProgress({ step, steps: 100_000, loss: 8 / (step + 1), model });
  await new Promise((resolve) => setTimeout(resolve, 2));
}`;

/** Runs the lesson `text` on its own, with no permissions except for its own folder. */
async function withProgram(text: string, options: StartOptions, body: (program: Started, folder: string) => unknown) {
  const folder = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    await Deno.writeTextFile(join(folder, "13_demo.ts"), `import { showProgress } from "downhill";\n${text}`);
    const config = fileURLToPath(import.meta.resolve("../../../deno.json"));
    const flags = [
      "--quiet",
      "--no-check",
      "--no-prompt",
      "--config",
      config,
      `--allow-read=${folder}`,
      `--allow-write=${folder}/plots`,
    ];
    await using program = startDeno(folder, ["run", ...flags, "13_demo.ts"], options);
    await body(program, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a lesson that is run on its own prints no progress without a terminal", () =>
  withProgram(`${TRAINING.replaceAll("1000", "5")}\nconsole.log("over");`, {}, async (program) => {
    assertEquals(await program.end(), { code: 0, stdout: "over\n", stderr: "" });
  }));

Deno.test({
  name: "a lesson that is run on its own shows a live line in a terminal, and its output replaces that line",
  ignore: !hasTerminals,
  fn: () =>
    withProgram(
      `${TRAINING.replaceAll("1000", "300")}\nconsole.log("over");`,
      { terminal: "true" },
      async (program) => {
        await program.says("  … step 1 of 300 · loss ▁ 8 → 8", " s left");
        await program.says("\r\x1b[Kover\r\n", "code 0");
      },
    ),
});

Deno.test({
  name: "the output of a lesson during training, or its error, replaces the live line",
  ignore: !hasTerminals,
  fn: () =>
    withProgram(
      `await showProgress({ step: 0, steps: 9, loss: 1 });
      console.log("printed");
      await showProgress({ step: 0, steps: 8, loss: 1 });
      await new Promise((resolve) => setTimeout(resolve, 9));
      throw new Error("died");`,
      { terminal: "true" },
      async (program) => {
        await program.says("step 1 of 9 · loss ▁ 1 → 1\r\x1b[Kprinted\r\n", "step 1 of 8 · loss ▁ 1 → 1\r\x1b[K");
        await program.says("died", "code 1");
      },
    ),
});

Deno.test({
  name: "Ctrl-C during training draws the loss so far, and exits with code 130",
  ignore: !hasTerminals,
  fn: () =>
    withProgram(`${TRAINING}\nconsole.log("not stopped");`, { terminal: "true" }, async (program, folder) => {
      await program.says(" s left");
      await program.press("\x03");
      await program.says(
        "Stopped at step ",
        " of 1,000; the loss so far:\r\n",
        "plots/13_demo-stopped.svg",
        "code 130",
      );
      assert(!program.output.includes("not stopped"));
      assertMatch(await Deno.readTextFile(join(folder, "plots/13_demo-stopped.svg")), /^<svg[^]*was stopped at step/);
    }),
});

Deno.test({
  name: "Ctrl-C during training saves the given model as it is at that step",
  ignore: !hasTerminals,
  fn: () =>
    withProgram(MODEL_TRAINING, { terminal: "true" }, async (program, folder) => {
      await program.says(" min left");
      await program.press("\x03");
      await program.says(
        "13_demo-stopped.svg",
        "The model after step ",
        "plots/13_demo-stopped.safetensors",
        "code 130",
      );
      const step = Number(/The model after step ([\d,]+) of/.exec(program.output)![1].replace(",", ""));
      const { count } = await loadTensors(join(folder, "plots/13_demo-stopped.safetensors"));
      assertEquals([...await count.data()], [step]);
    }),
});

const hasSignals = Deno.build.os !== "windows";

for (
  const [what, text] of [
    ["after training has ended", `${TRAINING.replaceAll("1000", "3")}\nconsole.log("busy");\nwhile (true);`],
    [
      "if the training loop does not await",
      `console.log("busy");\nfor (let i = 0;; i++) showProgress({ step: i % 9, steps: 9, loss: 1 });`,
    ],
  ]
) {
  Deno.test({
    name: `Ctrl-C ends a busy program as usual ${what}`,
    ignore: !hasSignals,
    fn: () =>
      withProgram(text, {}, async (program) => {
        await program.says("busy");
        program.interrupt();
        assertEquals((await program.end()).code, 130);
      }),
  });
}

Deno.test("watchProgress() calls back at each report of a training loop until it is stopped", async () => {
  let reports = 0;
  const stop = watchProgress(() => reports++);
  for (let step = 0; step < 5; step++) await showProgress({ step, steps: 5, loss: 1 });
  stop();
  await showProgress({ step: 0, steps: 5, loss: 1 });
  assertEquals(reports, 5);
});

Deno.test("showProgress() waits for a promise from the function that was passed to watchProgress()", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = watchProgress(() => promise);
  let isDone = false;
  const report = showProgress({ step: 0, steps: 5, loss: 1 }).then(() => isDone = true);
  await new Promise((resolve) => setTimeout(resolve));
  assertEquals(isDone, false);
  resolve();
  await report;
  stop();
});
