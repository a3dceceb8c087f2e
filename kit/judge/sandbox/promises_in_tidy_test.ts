import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { pathToFileURL } from "node:url";
import { followsFromPromise, promisesInTidy } from "./promises_in_tidy.ts";
import { LessonError, Sandbox } from "./sandbox.ts";

Deno.test("promisesInTidy() prints everything except TF.js's message about a promise", () => {
  const printed: unknown[] = [];
  const { note, take } = promisesInTidy((...all) => printed.push(...all));
  note("Cannot return a Promise inside of tidy.");
  note("Cannot return a Promise inside of tidy.");
  note("Cannot return", "a Promise inside of tidy.");
  assertEquals(printed, ["Cannot return", "a Promise inside of tidy."]);
  assertStringIncludes(take()!.message, "its function must not be async");
  assertEquals(take(), undefined);
});

Deno.test("followsFromPromise() recognises TF.js's errors about values that are not tensors or are disposed", () => {
  assert(followsFromPromise("The result y returned by f() must be a tensor."));
  assert(followsFromPromise("Tensor is disposed."));
  assert(!followsFromPromise("x is not a function"));
});

/** A lesson with mistakes that TF.js notices only deep in its own code, or later. */
const LESSON = `import * as tf from "@tensorflow/tfjs";
const x = () => tf.variable(tf.scalar(2));
export const disposed = async () => { const loss = x().square(); loss.dispose(); await loss.data(); };
export const shapes = () => tf.tidy(() => tf.tidy(() => tf.tidy(() => tf.ones([2]).reshape([3]))));
export const gradient = () => tf.grad((x) => x.square().matMul(tf.ones([2, 2])).sum())(tf.ones([1]));
export const promise = () => tf.train.sgd(1).minimize((async () => x().square()) as never);
export const late = () => tf.tidy((async () => { const y = tf.ones([2]).add(1); await 0; return y.add(1); }) as never);
export const harmless = async () => (await tf.tidy(() => tf.scalar(1).data() as never) as Float32Array)[0];
export const fit = async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: "sgd", loss: (a, b) => a.sub(b).matMul(tf.ones([7, 7])) });
  await model.fit(tf.ones([5, 1]), tf.ones([5, 1]));
};
export const timer = () => new Promise(() => setTimeout(() => tf.ones([2]).reshape([3])));
`;

for (const device of ["cpu", "wasm"] as const) {
  Deno.test(`an error of TF.js on ${device} has the line of the lesson`, async () => {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/lesson.ts`, LESSON);
    const sandbox = new Sandbox(pathToFileURL(`${folder}/lesson.ts`), { device });
    try {
      const thrown = async (name: string) => {
        const error = await sandbox.evaluate(`({ ${name} }) => ${name}()`).catch((error) => error);
        assert(error instanceof LessonError, `${name}: ${error}`);
        return [error.explanation.location?.line, error.message];
      };
      const message = "Cannot return a Promise inside of tidy: its function must not be async; await outside of it.";
      assertEquals(await thrown("disposed"), [3, "Tensor is disposed."]);
      assertEquals((await thrown("shapes"))[0], 4);
      assertEquals((await thrown("gradient"))[0], 5);
      assertEquals(await thrown("promise"), [6, message]);
      assertEquals(await thrown("late"), [7, message]);
      assertEquals((await thrown("fit"))[0], 11);
      let printed = "";
      const onPrint = (text: string) => void (printed += text);
      assertEquals(await sandbox.evaluate("({ harmless }) => harmless()", [], { onPrint }), 1);
      assertEquals(printed, "Cannot return a Promise inside of tidy.\n");
      assertEquals((await thrown("timer"))[0], 14);
    } finally {
      sandbox.dispose();
      await Deno.remove(folder, { recursive: true });
    }
  });
}
