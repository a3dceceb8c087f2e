import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readLesson } from "./lesson_file.ts";

async function inFolder(work: (path: string, url: string) => Promise<void> | void): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "04_gradient_descent.ts");
  try {
    await work(path, pathToFileURL(path).href);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("readLesson() reads a lesson, and returns null if there is no file", async () => {
  await inFolder(async (path, url) => {
    assertEquals(readLesson(url), null);
    await Deno.writeTextFile(path, "export const x = 1;\n");
    assertEquals(readLesson(url), "export const x = 1;\n");
  });
});

const OTHERS: Record<string, [make: (path: string) => void, says: string]> = {
  "a folder": [(path) => Deno.mkdirSync(path), "is a folder"],
  "a link": [(path) => Deno.symlinkSync(import.meta.filename!, path), "is a link to another file"],
  "a link to itself": [(path) => Deno.symlinkSync(path, path), "is a link to another file"],
  "a file of 1.1 MB": [(path) => Deno.writeTextFileSync(path, " ".repeat(1_100_000)), "is 1.1 MB long"],
  "a text in UTF-16": [(path) => Deno.writeFileSync(path, Uint8Array.of(0xff, 0xfe, 0x65, 0, 0x78, 0)), "NUL"],
};

for (const [name, [make, says]] of Object.entries(OTHERS)) {
  Deno.test(`readLesson() refuses ${name}`, async () => {
    await inFolder((path, url) => {
      make(path);
      assertThrows(() => readLesson(url), Error, says);
    });
  });
}

Deno.test({
  name: "readLesson() refuses a pipe and a device without opening them",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await inFolder(async (path, url) => {
      await new Deno.Command("mkfifo", { args: [path] }).output();
      assertThrows(() => readLesson(url), Error, "is a pipe or a device");
      assertThrows(() => readLesson("file:///dev/zero"), Error, "is a pipe or a device");
    });
  },
});
