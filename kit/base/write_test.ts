import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "./usage_error.ts";
import { isDraft, writeAtomically, writeNew } from "./write.ts";

Deno.test("writeAtomically() creates the folder, replaces the old file, and leaves no draft behind", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "plots", "a.svg");
    await writeAtomically(path, "first");
    await writeAtomically(path, "second");
    assertEquals(await Deno.readTextFile(path), "second");
    assertEquals([...Deno.readDirSync(join(folder, "plots"))].map(({ name }) => name), ["a.svg"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("isDraft() recognizes the drafts of writeAtomically()", async () => {
  const names: string[] = [];
  const folder = await Deno.makeTempDir();
  const original = Deno.rename;
  Deno.rename = async (from, to) => {
    names.push(...[...Deno.readDirSync(folder)].map(({ name }) => name));
    await original(from, to);
  };
  try {
    await writeAtomically(join(folder, "a.svg"), "x");
    assertEquals(names.map(isDraft), [true]);
  } finally {
    Deno.rename = original;
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writeAtomically() says in a sentence that a file is where its folder should be", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "plots"), "");
    const path = join(folder, "plots", "a.svg");
    await assertRejects(
      () => writeAtomically(path, "x"),
      Error,
      `${path} cannot be written because a file has the name of its folder`,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/** Makes a system call fail as on a read-only or full disk, because a test cannot create such a disk everywhere. */
async function withFailingWrite(error: Error, body: (path: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  const original = Deno.writeTextFile;
  Deno.writeTextFile = () => Promise.reject(error);
  try {
    await body(join(folder, "a.svg"));
    assertEquals([...Deno.readDirSync(folder)], []);
  } finally {
    Deno.writeTextFile = original;
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("writeAtomically() says in a sentence that the disk is full, or the folder is read-only", async () => {
  await withFailingWrite(new Error("No space left on device (os error 28)"), async (path) => {
    await assertRejects(
      () => writeAtomically(path, "x"),
      Error,
      "because the disk is full: free some space, then try again.",
    );
  });
  await withFailingWrite(new Error("Read-only file system (os error 30)"), async (path) => {
    await assertRejects(
      () => writeAtomically(path, "x"),
      Error,
      "because its folder is read-only: allow writing there, or use another folder.",
    );
  });
});

Deno.test("writeNew() creates the folder, and does not change an existing file or link", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "lessons", "a.ts");
    assertEquals(await writeNew(path, "first"), true);
    assertEquals(await writeNew(path, "second"), false);
    assertEquals(await Deno.readTextFile(path), "first");
    const link = join(folder, "lessons", "b.ts");
    await Deno.symlink("nowhere", link);
    assertEquals(await writeNew(link, "x"), false);
    await assertRejects(() => Deno.stat(join(folder, "lessons", "nowhere")), Deno.errors.NotFound);
    await assertRejects(() => writeNew(join(path, "c.ts"), "x"), Error, "a file has the name of its folder");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("writeAtomically() writes a stream of texts, and leaves the file unchanged if the stream fails", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "a.txt");
    await writeAtomically(path, ReadableStream.from(["α", "", "\nβ"]));
    assertEquals(await Deno.readTextFile(path), "α\nβ");
    const failing = function* () {
      yield "half";
      throw new Error("no more");
    };
    await assertRejects(() => writeAtomically(path, ReadableStream.from(failing())), UsageError, "no more");
    assertEquals(await Deno.readTextFile(path), "α\nβ");
    assertEquals([...Deno.readDirSync(folder)].length, 1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
