import { assertEquals } from "@std/assert";
import type { NotGradedEntry, VerdictEntry } from "../journal/entry.ts";
import { LocalQueue } from "./local.ts";

const job = (sha256: string) => ({ lesson: "04_gradient_descent", sha256, path: `/${sha256}` });

Deno.test("a LocalQueue gives each file to one worker only, in its order", async () => {
  const queue = new LocalQueue(["a", "b", "c"].map(job), () => Promise.resolve());
  assertEquals(await queue.claim(1), [job("a")]);
  assertEquals(await queue.claim(5), [job("b"), job("c")]);
  assertEquals(await queue.claim(1), []);
});

Deno.test("a LocalQueue stores a verdict before settle() resolves", async () => {
  const stored: unknown[] = [];
  const queue = new LocalQueue([job("a")], async (entry) => {
    await new Promise((resolve) => setTimeout(resolve));
    stored.push(entry);
  });
  const verdict = { type: "verdict", sha256: "a" } as VerdictEntry;
  await queue.settle(job("a"), verdict);
  assertEquals(stored, [verdict]);
});

Deno.test("a LocalQueue tries a file three times, and then stores that it was not graded", async () => {
  const stored: (VerdictEntry | NotGradedEntry)[] = [];
  const queue = new LocalQueue([job("a")], (entry) => Promise.resolve(void stored.push(entry)));
  for (const attempt of [1, 2, 3]) {
    const [claimed] = await queue.claim(1);
    const last = await queue.giveBack(claimed, "There is no shell.");
    assertEquals(last?.message, attempt < 3 ? undefined : "There is no shell.");
  }
  assertEquals(await queue.claim(1), []);
  assertEquals(stored.map(({ type, sha256 }) => [type, sha256]), [["not graded", "a"]]);
});
