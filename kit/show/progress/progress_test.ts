import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { isSolved, nextUnsolved, type Progress, readProgress, writeProgress } from "./progress.ts";

/** A file with this text, or none. */
async function withFile(text: string | null, work: (file: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "progress.txt");
  try {
    if (text !== null) await Deno.writeTextFile(file, text);
    await work(file);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const empty = (): Progress => ({ lessons: new Map(), full: new Map(), hints: new Map() });

Deno.test("readProgress() reads what writeProgress() wrote", () =>
  withFile(null, async (file) => {
    assertEquals(await readProgress(file), empty());
    const progress: Progress = {
      lessons: new Map([["04_gradient_descent", { points: 5, maxPoints: 8 }], ["01_a", { points: 0, maxPoints: 1 }]]),
      full: new Map([["20_fashion_mnist", { points: 3, maxPoints: 3 }]]),
      hints: new Map([["04-minimum", 2]]),
    };
    await writeProgress(progress, file);
    const lines = (await Deno.readTextFile(file)).split("\n");
    assertEquals(lines.slice(1), [
      "01_a 0/1",
      "04_gradient_descent 5/8",
      "full 20_fashion_mnist 3/3",
      "hint 04-minimum 2",
      "",
    ]);
    assertEquals(await readProgress(file), progress);
  }));

Deno.test("readProgress() reads the file after other editors have saved it", () =>
  withFile("\ufeff# mine\r\n\r\n 04_gradient_descent 5/8 \r\nhint 04-minimum 2", async (file) => {
    const { lessons, hints } = await readProgress(file);
    assertEquals(lessons.get("04_gradient_descent"), { points: 5, maxPoints: 8 });
    assertEquals(hints.get("04-minimum"), 2);
  }));

Deno.test("readProgress() uses the better of two lines, so that two files can be joined", () =>
  withFile("01_a 5/8\n01_a 3/8\n02_b 1/8\n02_b 8/8\nhint 01-a 2\nhint 01-a 1\n", async (file) => {
    const { lessons, hints } = await readProgress(file);
    assertEquals([...lessons.values()].map(({ points }) => points), [5, 8]);
    assertEquals(hints.get("01-a"), 2);
  }));

Deno.test("readProgress() names a line that it cannot read, and does not change the file", async () => {
  for (const line of ["04_gradient_descent 5", "<<<<<<< HEAD", "hint 04-minimum", "x".repeat(1000), "\0"]) {
    const text = `# mine\n${line}\n`;
    await withFile(text, async (file) => {
      const error = await assertRejects(() => readProgress(file), UsageError, "progress.txt:2 is ");
      assert(error.message.length < 300 && error.message.endsWith("fix or delete the line."), error.message);
      assertEquals(await Deno.readTextFile(file), text);
    });
  }
});

Deno.test("readProgress() says so if the file cannot be read at all", () =>
  withFile(null, async (file) => {
    await Deno.mkdir(file);
    await assertRejects(() => readProgress(file), UsageError, "progress.txt cannot be read (");
  }));

Deno.test("nextUnsolved() continues after a lesson, begins again after the last, and ends when all are solved", () => {
  const progress = empty();
  const lessons = ["01_a", "02_b", "03_c", "04_d"];
  const entries = lessons.map((id) => ({ id, title: "", part: "I", device: null, learned: "" }));
  const next = (lesson?: string) => nextUnsolved(progress, lesson, entries)?.id;
  const solve = (id: string) => progress.lessons.set(id, { points: 8, maxPoints: 8 });
  assertEquals(next(), "01_a");
  progress.lessons.set("01_a", { points: 7, maxPoints: 8 });
  assertEquals([isSolved(progress, "01_a"), next()], [false, "01_a"]);
  solve("02_b");
  assertEquals([isSolved(progress, "02_b"), next("01_a")], [true, "03_c"]);
  assertEquals(next("04_d"), "01_a");
  for (const id of lessons) solve(id);
  assertEquals(next(), undefined);
});
