import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { Memory } from "./memory.ts";

Deno.test("A new Memory of the same folder remembers what was noted with the same fingerprint", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const memory = new Memory(join(folder, "verified"));
    assert(!await memory.has("04", "abc"));
    await memory.add("04", "abc");
    assert(await new Memory(join(folder, "verified")).has("04", "abc"));
    assert(!await memory.has("04", "abd"));
    assert(!await memory.has("05", "abc"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("Memory ignores a broken file, and throws no error if it cannot make its folder", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const memory = new Memory(folder);
    await Deno.mkdir(join(folder, "04"));
    for (const broken of ["", "ab", "abc abc", "\0"]) {
      await Deno.writeTextFile(join(folder, "05"), broken);
      assertEquals([await memory.has("04", "abc"), await memory.has("05", "abc")], [false, false]);
    }
    const nowhere = new Memory(join(folder, "05", "verified")); // this path leads through a file
    await nowhere.add("04", "abc");
    assert(!await nowhere.has("04", "abc"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
