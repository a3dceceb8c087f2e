import { assertEquals } from "@std/assert";
import { withProgress } from "./with_progress.ts";

Deno.test("withProgress() yields every progress report, but only the last of several waiting models", async () => {
  const records = withProgress("04-a", async ({ onProgress, onCheckpoint }) => {
    for (const step of [0, 1, 2]) {
      onProgress!({ step, steps: 9, loss: 1 });
      onCheckpoint!({ step, steps: 9, tensors: "" });
    }
    await new Promise((resolve) => setTimeout(resolve));
  });
  const seen = await Array.fromAsync(records, ({ type, step }) => `${type} ${step}`);
  assertEquals(seen, ["progress 0", "progress 1", "progress 2", "checkpoint 2"]);
});
