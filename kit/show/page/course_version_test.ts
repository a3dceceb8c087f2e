import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { courseVersion } from "./course_version.ts";

Deno.test("courseVersion() names the course, and what its changelog says", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assertEquals(await courseVersion(folder), "Downhill");
    await Deno.writeTextFile(join(folder, "CHANGELOG.md"), "# Changelog\n\n## 2.0\n\n## 1.0\n");
    assertEquals(await courseVersion(folder), "Downhill, 2.0");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  assertMatch(await courseVersion(), /^Downhill, [^,]+(, commit [\da-f]+ of \d{4}-\d\d-\d\d)?$/);
});
