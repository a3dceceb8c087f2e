import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DataSource } from "../../base/data_set.ts";
import { fashionMNISTSubset } from "../../learn/data/find_fashion_mnist.ts";
import { root } from "../../base/root.ts";
import { LessonError, Sandbox } from "./sandbox.ts";

const READ = "({ read }, ...args) => read(...args)";

/** Asks a lesson that exports `read` and gets `data`. */
async function ask(body: string, data: DataSource | null, ...args: unknown[]): Promise<unknown> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "lesson.ts");
  await Deno.writeTextFile(path, `import { FashionMNIST } from "downhill";\nexport const read = ${body};\n`);
  const sandbox = new Sandbox(pathToFileURL(path), { device: null, data });
  try {
    return await sandbox.evaluate(READ, args);
  } finally {
    sandbox.dispose();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("A lesson with images can read them", async () => {
  const body = `() => {
    const [train, test] = [new FashionMNIST(), new FashionMNIST({ train: false })];
    return [train.length, train.labels.slice(0, 5), test.length, train.size, train.source];
  }`;
  const expected = [4000, Uint8Array.of(9, 0, 0, 3, 0), 1000, "subset", join(root, "data")];
  assertEquals(await ask(body, fashionMNISTSubset()), expected);
});

Deno.test("A lesson with images may read these four files and no others", async () => {
  const data = fashionMNISTSubset();
  const files = Object.values(data.files);
  const wanted = [...files, join(root, "data", "LICENSE"), join(root, "data"), join(root, "deno.json")];
  const body = `(paths: string[]) => paths.filter((path) => {
    try {
      return Deno.readFileSync(path).length > 0;
    } catch {
      return false;
    }
  })`;
  assertEquals(await ask(body, data, wanted), files);
  assertEquals(await ask(body, null, wanted), []);
});

Deno.test("A lesson without images gets an error that says what is missing in the syllabus", async () => {
  const { message } = await assertRejects(() => ask("() => new FashionMNIST().length", null), LessonError);
  assertStringIncludes(message, 'does its entry in syllabus.ts say data: "fashion_mnist"?');
});

Deno.test("A lesson cannot write the images that it may read", async () => {
  const data = fashionMNISTSubset();
  const body = "(path: string) => Deno.writeFileSync(path, new Uint8Array(1))";
  await assertRejects(() => ask(body, data, data.files.testLabels), LessonError, "tried to write a file");
});
