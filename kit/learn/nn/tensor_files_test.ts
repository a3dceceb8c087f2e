import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../base/usage_error.ts";
import { loadTensors, saveTensors } from "./tensor_files.ts";

await tf.setBackend("cpu");

const folder = await Deno.makeTempDir({ prefix: "downhill-" });
addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

Deno.test("loadTensors() returns the tensors that saveTensors() wrote into a new folder", async () => {
  const path = `${folder}/new/line.safetensors`;
  const theta = tf.variable(tf.tensor([[4.7578], [NaN]]));
  await saveTensors(path, { theta }, { made: "here" });
  const before = tf.memory().numTensors;
  const loaded = await loadTensors(path);
  assertEquals(tf.memory().numTensors, before + 1);
  assertEquals(loaded.theta.shape, [2, 1]);
  assertEquals(await loaded.theta.data(), await theta.data());
  tf.dispose([theta, loaded]);
});

Deno.test("saveTensors() keeps the old file if the tensors cannot be written, and its error names it", async () => {
  const path = `${folder}/kept.safetensors`;
  await saveTensors(path, {});
  const wrong = { theta: [1, 2] as unknown as tf.Tensor };
  await assertRejects(() => saveTensors(path, wrong), TypeError, `${path}: "theta" is not a tensor: convert it`);
  assertEquals(await loadTensors(path), {});
});

Deno.test("saveTensors() names the file that cannot be written", async () => {
  await Deno.mkdir(`${folder}/folder.safetensors`);
  await assertRejects(
    () => saveTensors(`${folder}/folder.safetensors`, {}),
    UsageError,
    "folder.safetensors cannot be",
  );
});

Deno.test("loadTensors() names a path that is missing, not a file, or not .safetensors", async () => {
  await assertRejects(
    () => loadTensors("gone.safetensors"),
    UsageError,
    "gone.safetensors cannot be read because it is not",
  );
  await assertRejects(
    () => loadTensors(folder),
    UsageError,
    `${folder} is not a file: name the .safetensors file itself.`,
  );
  const text = `${folder}/notes.txt`;
  await Deno.writeTextFile(text, "These are words.");
  await assertRejects(() => loadTensors(text), SyntaxError, `${text}: The header would have`);
});
