import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { makePrivateCopy, removePrivateCopy } from "./private_copy.ts";

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("a private copy has the template's files and a link to the packages; its removal keeps both", async () => {
  const folder = await Deno.makeTempDir();
  const [npm, template, copy] = ["npm", "template", "copy"].map((name) => join(folder, name));
  try {
    await Deno.mkdir(npm);
    await Deno.writeTextFile(join(npm, "package"), "x");
    await Deno.mkdir(join(template, "gen"), { recursive: true });
    for (const name of ["dep_analysis_cache_v2", "gen/mod.ts.js"]) await Deno.writeTextFile(join(template, name), name);
    makePrivateCopy(copy, npm, template);
    assertEquals(namesIn(copy), ["dep_analysis_cache_v2", "gen", "npm"]);
    assertEquals(await Deno.readTextFile(join(copy, "npm", "package")), "x");
    await Deno.writeTextFile(join(copy, "gen", "mod.ts.js"), "changed by a lesson");
    removePrivateCopy(copy);
    assertEquals(namesIn(folder), ["npm", "template"]);
    assertEquals(namesIn(npm), ["package"]);
    assertEquals(await Deno.readTextFile(join(template, "gen", "mod.ts.js")), "gen/mod.ts.js");
    makePrivateCopy(copy, npm, null);
    assertEquals(namesIn(copy), ["npm"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
