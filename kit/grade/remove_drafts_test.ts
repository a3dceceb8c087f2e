import { assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { removeDrafts } from "./remove_drafts.ts";

const ID = "0b7ac2e1-93f4-4d5c-8a6b-1f2e3d4c5b6a";

Deno.test("removeDrafts() removes what a killed grader was writing, and nothing else", async () => {
  const folder = await Deno.makeTempDir();
  const hash = "a".repeat(64);
  const drafts = [
    ...["", "feedback/", "junit/", "pictures/", "pictures/goal/"].map((path) => `${path}.ada.html-${ID}.tmp`),
    `submitted/${hash}/.04_gradient_descent.ts-${ID}.tmp`,
  ];
  const others = [
    ...["grades.csv", "journal.jsonl", ".lock", "notes.tmp", `ada-${ID}.tmp`, `.ada-${ID}`, ".ada-1.tmp"],
    ...[`mine/.ada.html-${ID}.tmp`, `feedback/mine/.ada.html-${ID}.tmp`, `submitted/${hash}/04_gradient_descent.ts`],
    `pictures/.folder-${ID}.tmp/file`,
  ];
  const elsewhere = await Deno.makeTempDir();
  try {
    for (const path of [...drafts, ...others]) {
      await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
      await Deno.writeTextFile(join(folder, path), "");
    }
    await Deno.writeTextFile(join(elsewhere, `.ada-${ID}.tmp`), "");
    await Deno.symlink(elsewhere, join(folder, "submitted", "link"));
    await removeDrafts(folder);
    const left = async (path: string) => await Deno.lstat(join(folder, path)).then(() => true, () => false);
    for (const path of drafts) assertEquals([path, await left(path)], [path, false]);
    for (const path of others) assertEquals([path, await left(path)], [path, true]);
    assertEquals([...Deno.readDirSync(elsewhere)].length, 1);
  } finally {
    for (const path of [folder, elsewhere]) await Deno.remove(path, { recursive: true });
  }
});

Deno.test("removeDrafts() does nothing in an empty folder, or where files have the names of its folders", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await removeDrafts(folder);
    for (const name of ["feedback", "submitted"]) await Deno.writeTextFile(join(folder, name), "");
    await removeDrafts(folder);
    assertEquals([...Deno.readDirSync(folder)].length, 2);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
