import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { readLearnerFile } from "./learner_file.ts";

Deno.test("readLearnerFile() reads files and links to files, and refuses everything else at once", async () => {
  const folder = await Deno.makeTempDir();
  const path = (name: string) => join(folder, name);
  try {
    await Deno.writeFile(path("file"), Uint8Array.of(0xff, 0));
    assertEquals(await readLearnerFile(path("file")), Uint8Array.of(0xff, 0));
    assertEquals(await readLearnerFile(path("none")), undefined);
    assertEquals(await readLearnerFile(path("file/none")), undefined);
    await assertRejects(() => readLearnerFile(folder), UsageError, "cannot be read: is it a file");
    if (Deno.build.os === "windows") return;
    await Deno.symlink(path("file"), path("link"));
    assertEquals(await readLearnerFile(path("link")), Uint8Array.of(0xff, 0));
    await Deno.symlink(path("nowhere"), path("lost"));
    assertEquals(await readLearnerFile(path("lost")), undefined);
    const { success } = await new Deno.Command("mkfifo", { args: [path("pipe")] }).output();
    assertEquals(success, true);
    await Deno.symlink("/dev/zero", path("endless"));
    for (const name of ["pipe", "endless"]) await assertRejects(() => readLearnerFile(path(name)), UsageError, name);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
